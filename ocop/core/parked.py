"""What a person typed when the sign-in had lapsed is parked in the session and offered again."""

from django.http import HttpRequest

SESSION_KEY = "parked"
DROP = "bo"
LIMIT = 200_000  # characters; a longer form is not parked (files never are)


SECRET = ("csrfmiddlewaretoken", "password", "code")  # never kept, whatever stands before or behind


def is_secret(name: str) -> bool:
    return any(part in name for part in SECRET)


def park(request: HttpRequest) -> None:
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if not is_secret(name)
    ]
    if sum(len(name) + len(value) for name, value in fields) <= LIMIT:
        request.session[SESSION_KEY] = {
            "path": request.get_full_path(),
            "fields": fields,
            "files": bool(request.FILES),
        }


def parked_for(request: HttpRequest) -> dict | None:
    """The waiting form of this address, with what to show and the address that drops it (`?bo=1`)."""
    waiting = request.session.get(SESSION_KEY)
    if not waiting or waiting["path"] != request.get_full_path():
        return None
    path = waiting["path"]
    shown = [value for name, value in waiting["fields"] if not name.startswith("_") and value.strip()]
    return {**waiting, "shown": shown, "drop_url": f"{path}{'&' if '?' in path else '?'}{DROP}=1"}


def wants_drop(request: HttpRequest) -> bool:
    return request.method == "GET" and request.GET.get(DROP) == "1"


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
