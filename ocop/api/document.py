"""The OpenAPI 3.1 document: what Ninja knows of the operations, and what the gate does for all of them."""

from functools import cache
from typing import Any

from django.conf import settings

from ocop.api.problems import TYPE
from ocop.api.site import api
from ocop.api.views import changes, others, products  # noqa: F401  (they register the operations)

EMPTY = {"type": "string", "maxLength": 0}
HEADERS = {
    "ETag": {
        "description": "Gửi lại ở If-None-Match. | Send back in If-None-Match.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {"schema": {"type": "string"}},
}
RETRY = {
    "Retry-After": {"description": "Giây. | Seconds.", "schema": {"type": "string", "pattern": "^[0-9]+$"}}
}


@cache
def document() -> dict[str, Any]:
    """Made once in each process."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1")
    found["servers"] = [{"url": settings.OCOP_PUBLIC_URL}]
    for methods in found["paths"].values():
        _complete(methods["get"])
    return found


def parameters_of(operation_id: str) -> set[str]:
    """The names of its query parameters."""
    for methods in document()["paths"].values():
        if methods["get"]["operationId"] == operation_id:
            return {one["name"] for one in methods["get"].get("parameters", []) if one["in"] == "query"}
    raise LookupError(operation_id)


def _complete(operation: dict[str, Any]) -> None:
    title, _, rest = operation.get("description", "").partition(" | ")
    operation["summary"] = title.rstrip(".")
    operation["description"] = f"{title}\n\n{rest}"
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            parameter["schema"] = _or_empty(parameter["schema"])
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            answer["content"] = {TYPE: answer["content"]["application/json"]}
            answer["headers"] = RETRY if int(status) == 429 else {}
        else:
            answer["headers"] = HEADERS
    operation["responses"][304] = {"description": "Không đổi. | Not modified.", "headers": HEADERS}


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """An empty value counts as not given, on every parameter."""
    listed = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    kept = {key: schema[key] for key in ("title", "description") if key in schema}
    bare = [{key: value for key, value in one.items() if key not in (*kept, "default")} for one in listed]
    default = {"default": schema["default"]} if schema.get("default") not in (None, "") else {}
    return {**kept, **default, "anyOf": [*bare, EMPTY]}
