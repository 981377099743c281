"""Participants from a spreadsheet: the same rules and sentences as one by one."""

import pytest

from ocop.documents.intake import actions
from ocop.documents.models import Intake
from ocop.training.importing import ParticipantImporter
from ocop.training.models import Enrolment
from tests.factories.accounts import AT, signed_in
from tests.factories.producers import make_producer
from tests.factories.sheets import upload
from tests.factories.training import make_course, organiser

pytestmark = pytest.mark.django_db
HEADS = ["Mã lớp", "Họ và tên", "Năm sinh", "Tư cách", "Mã chủ thể"]


def take(rows: list, by) -> Intake:
    page = "training:nguoi-hoc-intake-preview"
    sheet = upload([HEADS, *rows], "bang.xlsx")
    return actions.take(importer=ParticipantImporter, upload=sheet, page=page, by=by, at=AT)


def test_many_are_enrolled_at_once_and_again_changes_nothing():
    by = organiser()
    course, producer = make_course(by, capacity=2), make_producer()
    rows = [
        [course.code, "Lê Văn Một", 1980, "Người lao động", producer.code],
        [course.code, "Lê Thị Hai", "", "Cán bộ quản lý, lãnh đạo của chủ thể", producer.code],
        [course.code, "Cán bộ Ba", "", "Cán bộ làm OCOP", ""],
    ]
    assert actions.apply(intake=take(rows, by), only_good=False, by=by, at=AT).counts["new"] == 3
    assert [one.standing for one in Enrolment.objects.order_by("pk")] == ["going", "going", "waiting"]
    assert take(rows, by).counts == {"new": 0, "changed": 0, "unchanged": 3, "refused": 0}


def test_rows_that_do_not_fit_are_refused_with_their_sentence():
    by = organiser()
    course, closed = make_course(by, audience="leader"), make_course(by, state="planned", title="Chưa mở")
    producer = make_producer()
    rows = [
        [course.code, "Một", "", "Người lao động", producer.code],
        [closed.code, "Hai", "", "Người lao động", producer.code],
        ["LH-KHONGCO", "Ba", "", "Người lao động", producer.code],
        [course.code, "Bốn", "", "Người lao động", "CT-KHONGCO"],
    ]
    intake = take(rows, by)
    said = " ".join(sentence for line in intake.read_lines() for _, sentence in line["e"] or [])
    assert intake.counts["refused"] == 4 and not Enrolment.objects.exists()
    for words in ("dành cho", "không nhận ghi danh", "Không có lớp", "Không có chủ thể"):
        assert words in said
    assert signed_in(by).get("/lam-viec/dao-tao/nhap-excel/").status_code == 200
