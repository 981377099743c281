"""Results of laboratories from a sheet: new rows are written, other values for the same parameter are refused."""

import pytest
from django.urls import reverse

from ocop.supervision.models import LabResult
from tests.factories.accounts import signed_in
from tests.factories.inspections import inspector, started
from tests.factories.sheets import upload
from tests.factories.support import recognised

pytestmark = pytest.mark.django_db
HEADS = [
    *("Mã cuộc kiểm tra", "Mã mẫu", "Ngày lấy mẫu", "Phòng thử nghiệm"),
    *("Chỉ tiêu", "Mức giới hạn", "Kết quả", "Kết luận"),
]
START = reverse("supervision:mau-thu-nghiem-intake")


def test_results_come_in_once_and_are_not_changed():
    who = inspector()
    visit, client = started(recognised()[0], who), signed_in(who)

    def send(*rows: list[str]) -> str:
        preview = client.post(START, {"upload": upload([HEADS, *rows])}, follow=True)
        client.post(preview.request["PATH_INFO"], {}, follow=True)
        return preview.content.decode()

    def row(value: str = "0,1 mg/kg", code: str = visit.code, day: str = "02/11/2026") -> list[str]:
        return [code, "M01", day, "Phòng thử nghiệm A", "Chì", "≤ 2 mg/kg", value, "Đạt"]

    assert "Không có cuộc kiểm tra này" in send(row(code="KT-KHONGCO1"))
    assert "sau hôm nay" in send(row(day="02/11/2126"))
    assert not LabResult.objects.exists()
    send(row())
    assert LabResult.objects.get().value == "0,1 mg/kg"
    send(row())
    assert "hãy ghi mẫu mới" in send(row("3 mg/kg"))
    assert LabResult.objects.get().value == "0,1 mg/kg"
