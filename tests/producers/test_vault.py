"""The vault: a paper once, newer copies as versions, nothing overwritten."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.producers.actions import vault
from ocop.producers.models import Evidence, EvidenceVersion
from ocop.producers.queries import expiry_state
from ocop.producers.queries import vault as papers_of
from tests.factories.accounts import AT, signed_in
from tests.factories.producers import acting_for, make_evidence, make_file, make_producer, png_bytes

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def test_newer_copy_is_a_version_and_the_old_one_stays():
    producer = make_producer()
    paper = make_evidence(producer, expires_on=date(2026, 12, 1))

    vault.add_version(
        evidence=paper, file=make_file(), expires_on=date(2027, 12, 1), by=acting_for(producer), at=AT
    )

    versions = list(paper.versions.values_list("version", "expires_on"))
    assert versions == [(1, date(2026, 12, 1)), (2, date(2027, 12, 1))]


def test_versions_cannot_be_changed_or_deleted_in_the_database():
    version = make_evidence(make_producer()).versions.get()

    for attempt in (
        lambda: EvidenceVersion.objects.update(title="khác"),
        lambda: EvidenceVersion.objects.filter(pk=version.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            attempt()


def test_retired_paper_is_out_of_the_list_and_takes_no_version():
    producer = make_producer()
    paper = vault.retire_evidence(evidence=make_evidence(producer), by=acting_for(producer), at=AT)

    assert list(papers_of([producer.pk], on=TODAY)) == []
    assert list(papers_of([producer.pk], state="retired", on=TODAY)) == [paper]
    with pytest.raises(RuleBroken, match="đã bỏ khỏi kho"):
        vault.add_version(evidence=paper, title="x", by=acting_for(producer), at=AT)


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [
        ({"issued_on": TODAY + timedelta(days=1)}, "evidence.issued_later", "sau hôm nay"),
        ({"issued_on": TODAY, "expires_on": TODAY - timedelta(days=1)}, "evidence.days", "sau ngày cấp"),
    ],
)
def test_impossible_days_are_refused(days, code, words):
    with pytest.raises(RuleBroken, match=words) as refused:
        make_evidence(make_producer(), **days)
    assert refused.value.code == code


def test_unknown_subject_is_refused():
    with pytest.raises(RuleBroken, match="chọn loại giấy tờ"):
        make_evidence(make_producer(), "khong-co")


def test_stranger_may_not_touch_a_vault():
    paper = make_evidence(make_producer())
    with pytest.raises(PermissionRefused):
        vault.retire_evidence(evidence=paper, by=acting_for(make_producer()), at=AT)


def test_filters_by_words_without_marks_subject_and_expiry():
    producer = make_producer()
    old = make_evidence(
        producer, "test_report", title="Phiếu kiểm nghiệm cũ", expires_on=TODAY - timedelta(days=1)
    )
    soon = make_evidence(
        producer, "test_report", title="Phiếu kiểm nghiệm mới", expires_on=TODAY + timedelta(days=10)
    )
    make_evidence(producer, title="Đăng ký kinh doanh")

    found = {
        "words": list(papers_of([producer.pk], words="kiem nghiem cu", on=TODAY)),
        "expired": list(papers_of([producer.pk], state="expired", on=TODAY)),
        "expiring": list(papers_of([producer.pk], state="expiring", on=TODAY)),
        "subject": set(papers_of([producer.pk], subject="test_report", on=TODAY)),
    }

    assert found == {"words": [old], "expired": [old], "expiring": [soon], "subject": {old, soon}}


def test_a_paper_counts_on_its_last_day():
    paper = Evidence(expires_on=TODAY)

    assert expiry_state(paper, TODAY)[0] == "expiring"
    assert expiry_state(paper, TODAY + timedelta(days=1))[0] == "expired"


def upload(client, producer, *files, **fields):
    data = {"subject": "story", "title": "Tờ rơi", "files": list(files), **fields}
    return client.post(reverse("producers:vault-add", args=[producer.code]), data)


def picture(name="anh.png", colour="red"):
    return SimpleUploadedFile(name, png_bytes(colour), "image/png")


def test_upload_page_keeps_a_checked_photo():
    producer = make_producer()

    answer = upload(signed_in(acting_for(producer)), producer, picture())

    file = producer.evidence.get().current.file
    assert answer.status_code == 302
    assert (file.media_type, file.uploaded_by_id) == ("image/png", acting_for(producer).person.pk)


def test_several_photos_become_one_pdf():
    producer = make_producer()

    upload(signed_in(acting_for(producer)), producer, picture("1.png"), picture("2.png", "blue"))

    file = producer.evidence.get().current.file
    assert (file.media_type, file.pages) == ("application/pdf", 2)
    assert file.read_bytes().startswith(b"%PDF")


def test_wrong_file_is_refused_in_words_and_what_was_typed_stays():
    producer = make_producer()
    fake = SimpleUploadedFile("giay.pdf", b"<html>", "application/pdf")

    page = upload(signed_in(acting_for(producer)), producer, fake, number="Số 12/GP").content.decode()

    assert producer.evidence.count() == 0
    assert "Số 12/GP" in page
    assert "field-error" in page or "error-summary" in page


def kept_in(page):
    return re.search(r'name="kept" value="([^"]+)"', page)[1]


def test_good_file_is_kept_when_another_field_is_wrong():
    producer = make_producer()
    client = signed_in(acting_for(producer))

    page = upload(client, producer, picture(), title="").content.decode()
    again = upload(client, producer, kept=kept_in(page))

    assert "Đã nhận tệp" in page
    assert (again.status_code, producer.evidence.get().current.file.name) == (302, "anh.png")


def test_kept_file_of_another_person_is_not_taken():
    first, second = make_producer(), make_producer()
    page = upload(signed_in(acting_for(first)), first, picture(), title="").content.decode()

    for token in (kept_in(page), "forged"):
        answer = upload(signed_in(acting_for(second)), second, kept=token).content.decode()
        assert "Hãy chọn tệp hoặc chụp ảnh" in answer
    assert second.evidence.count() == 0


def test_no_file_is_refused_in_words():
    producer = make_producer()

    page = upload(signed_in(acting_for(producer)), producer).content.decode()

    assert "Hãy chọn tệp hoặc chụp ảnh" in page


def test_paper_page_of_another_vault_is_not_found():
    paper = make_evidence(make_producer())
    client = signed_in(acting_for(make_producer()))

    for name in ("paper", "paper-version", "paper-retire"):
        assert client.get(reverse(f"producers:{name}", args=[paper.code])).status_code == 404
