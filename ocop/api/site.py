"""The API: its operations in OpenAPI 3.1, and how a parameter that does not fit is answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation

from ocop.api.problems import Problem, answer
from ocop.api.schemas import ProblemDetails

ABOUT = (
    "Sổ đăng ký OCOP, chỉ để đọc, không cần khóa. Tình trạng tính theo ngày hỏi, bằng cùng một hàm với trang web, tệp "
    "dữ liệu mở và mã QR.\n\nThe public OCOP register, read-only, no key needed. Statuses are computed on the day of "
    "asking by the same function as the pages, the open data files and the QR codes."
)


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function, which is also the name of its address."""
        return operation.view_func.__name__


api = Api(
    title="OCOP", version="1.0", description=ABOUT, docs_url=None, openapi_url=None, urls_namespace="api"
)
REFUSALS: dict[int, Any] = {400: ProblemDetails, 429: ProblemDetails}
MISSING: dict[int, Any] = {**REFUSALS, 404: ProblemDetails}

# kind of fault → sentence in Vietnamese and English; what the parameter may be stands in the OpenAPI document.
SENTENCES = {
    "int_parsing": ("phải là số nguyên", "must be a whole number"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "greater_than_equal": ("phải từ {ge} trở lên", "must be at least {ge}"),
    "less_than_equal": ("nhiều nhất là {le}", "must be at most {le}"),
    "string_too_long": ("dài quá {max_length} chữ", "is longer than {max_length} characters"),
    "literal_error": ("phải là một trong: {expected}", "must be one of: {expected}"),
}
OTHERWISE = ("không đúng dạng", "has a wrong form")


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the first parameter that does not fit, and what would."""
    first = error.errors[0]
    name = str(first["loc"][-1])
    vi, en = SENTENCES.get(first["type"], OTHERWISE)
    said = first.get("ctx") or {}
    return answer(
        Problem(
            "parameter.invalid",
            f"Tham số {name} {vi.format(**said)}.",
            f"The parameter {name} {en.format(**said)}.",
            parameter=name,
        )
    )


@api.exception_handler(Problem)
def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer(problem)
