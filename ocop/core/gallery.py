"""The gallery of components: every part in every state, and sample pages made from them.

It is what people look at before building a page, and what the accessibility test drives through.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from ocop.core import gallery_data as data
from ocop.core.clock import now
from ocop.core.component_list import COMPONENTS
from ocop.core.guards import public


@dataclass(frozen=True)
class Part:
    slug: str
    title: str


PARTS = (
    Part("nen", "Màu, chữ, khoảng cách"),
    Part("co-ban", "Nút, trạng thái, lời báo"),
    Part("bieu-mau", "Biểu mẫu"),
    Part("danh-sach", "Danh sách"),
    Part("ho-so", "Hồ sơ"),
    Part("cham-diem", "Chấm điểm"),
    Part("cong-khai", "Trang công khai"),
)
SAMPLES = (
    Part("trang-chu", "Trang chủ công khai"),
    Part("hang-viec", "Hàng việc của cán bộ"),
    Part("nhap-ho-so", "Biểu mẫu của chủ thể"),
    Part("phieu-cham", "Phiếu chấm"),
    Part("xac-nhan", "Trang xác nhận"),
    Part("kiem-tra", "Trang kiểm tra"),
    Part("ban-in", "Bản in"),
)


@public
def index(request: HttpRequest) -> HttpResponse:  # queries: 0
    context = {
        "parts": PARTS,
        "samples": SAMPLES,
        "components": sorted(COMPONENTS.values(), key=lambda c: c.name),
    }
    return render(request, "gallery/index.html", context)


@public
def part(request: HttpRequest, slug: str) -> HttpResponse:  # queries: 0
    return _show(request, PARTS, slug, f"gallery/part_{slug.replace('-', '_')}.html", {"parts": PARTS})


@public
def sample(request: HttpRequest, slug: str) -> HttpResponse:  # queries: 0
    """A whole page with invented content; the frame shows an invented person."""
    shown = (
        {}
        if slug in ("trang-chu", "kiem-tra")
        else {"acting": data.ACTING, "roles_held": data.ROLES, "nav": data.NAV}
    )
    return _show(request, SAMPLES, slug, f"gallery/sample_{slug.replace('-', '_')}.html", shown)


@require_POST
@public
def try_saving(request: HttpRequest) -> HttpResponse:  # queries: 0
    """Answers a form that saves as one types, and keeps nothing."""
    if request.POST.get("name") == "sai":
        return JsonResponse(
            {"error": "Tên sản phẩm không được là “sai”. Hãy nhập tên trên nhãn."}, status=422
        )
    return JsonResponse({"saved_at": f"{localtime(now()):%H:%M:%S}"})


def _show(
    request: HttpRequest, known: tuple[Part, ...], slug: str, template: str, extra: dict
) -> HttpResponse:
    chosen = next((one for one in known if one.slug == slug), None)
    if chosen is None:
        raise Http404
    return render(request, template, data.everything() | {"part": chosen} | extra)
