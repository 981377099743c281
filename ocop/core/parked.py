"""What a person typed when the sign-in had lapsed is parked in the session and offered again."""

from django.http import HttpRequest

SESSION_KEY = "parked"
LIMIT = 200_000  # characters; a longer form is not parked (files never are)


def park(request: HttpRequest) -> None:
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    if sum(len(name) + len(value) for name, value in fields) <= LIMIT:
        request.session[SESSION_KEY] = {"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}


def parked_for(request: HttpRequest) -> dict | None:
    parked = request.session.get(SESSION_KEY)
    return parked if parked and parked["path"] == request.get_full_path() else None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
