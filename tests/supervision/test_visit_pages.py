"""Pages of supervision: scope, the form without scripts and from a telephone, pictures, fixed cost."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from ocop.core.permissions import Role
from ocop.supervision.actions import visits
from ocop.supervision.models import Finding, InspectionPlan, Visit
from ocop.supervision.queries.checklists import checklist
from ocop.targets.queries.computing import figure, scope_of
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.inspections import concluded, inspector, make_visit, started, supervisor
from tests.factories.places import make_units
from tests.factories.supervision import make_report
from tests.factories.support import owner_of, recognised

pytestmark = pytest.mark.django_db
ROOM = "/lam-viec/giam-sat/"


def with_place() -> SimpleUploadedFile:
    """A JPEG that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 51.0, 15.0)})
    out = BytesIO()
    Image.new("RGB", (640, 480), "green").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("tai-cho.jpg", out.getvalue(), "image/jpeg")


def send(
    client: Client, visit: Visit, marks: dict, *, key: str = "k1", version: int = 0, device: str = "may"
):
    body = {
        "sheet": visit.code,
        "version": version,
        "device": device,
        "marks": {name: {"v": value, "n": n} for n, (name, value) in enumerate(marks.items(), 1)},
        "notes": {},
    }
    return client.post(
        f"{visit.get_absolute_url()}muc/",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key, "Accept": "application/json"},
    )


def test_an_office_draws_a_plan_gives_it_and_asks_for_a_sudden_check():
    product = recognised()[0]
    office = signed_in(supervisor())
    data = {"year": "2026", "title": "Kế hoạch 2026", "size": "5", "percent": "10", "seed": "77"}
    assert "từ 20%" in office.post(f"{ROOM}ke-hoach/moi/", data).content.decode()
    url = office.post(f"{ROOM}ke-hoach/moi/", {**data, "percent": "50"})["Location"]
    page = office.get(url).content.decode()
    assert product.name in page and "Bốc thăm" in page and "77" in page
    office.post(f"{url}give/")
    assert InspectionPlan.objects.get().state == "given"
    assert product.name in office.get(f"{ROOM}lap/?q=mat").content.decode()
    office.post(f"{ROOM}lap/{product.code}/", {"kind": "mark", "planned_on": ""})
    assert Visit.objects.get(kind="mark").state == "planned"


def test_a_case_of_misuse_leads_to_a_visit():
    product = recognised()[0]
    case = make_report(product=product).case
    office = signed_in(act(Role.COMMUNE_OFFICER, make_units()["09556"]))
    office.post(f"{case.get_absolute_url()}look/", {"words": ""})
    url = f"{ROOM}lap/{product.code}/?vu-viec={case.code}"
    assert url in office.get(case.get_absolute_url()).content.decode()
    office.post(url, {"kind": "sudden", "planned_on": ""})
    visit = Visit.objects.get()
    assert visit.case == case and visit.code in office.get(case.get_absolute_url()).content.decode()


def test_the_form_without_scripts_carries_everything_to_the_result():
    who, product = inspector(), recognised()[0]
    client, visit = signed_in(who), make_visit(product)
    client.post(f"{visit.get_absolute_url()}bat-dau/")
    form = f"{visit.get_absolute_url()}phieu/"
    assert "Số sao in trên bao bì" in client.get(form).content.decode()
    visit.refresh_from_db()
    data = {item.code: "good" for item in checklist(visit)} | {"sao-1": "bad", "version": "0", "do": "submit"}
    answer = client.post(form, data)
    assert answer["Location"].endswith("/chot/")
    refused = client.post(answer["Location"], {"visited_on": f"{DAY:%d/%m/%Y}"})
    assert refused.status_code == 422 and "thấy gì" in refused.content.decode()
    client.post(form, {**data, "version": "1", "note-sao-1": "In 5 sao"})
    visit.refresh_from_db()
    visits.submit(visit=visit, visited_on=DAY, by=who, at=AT)
    finding = Finding.objects.get()
    owner = signed_in(owner_of(product))
    assert "In 5 sao" in owner.get(visit.get_absolute_url()).content.decode()
    owner.post(f"{finding.get_absolute_url()}answer/", {"reason": "Đã thay nhãn"})
    client.post(f"{finding.get_absolute_url()}accept/")
    finding.refresh_from_db()
    assert finding.state == "fixed"


def test_a_telephone_gets_an_answer_for_every_case():
    who = inspector()
    client, visit = signed_in(who), started(recognised()[0], who)
    good = send(client, visit, {"sao-1": "bad"})
    assert good.status_code == 200 and good.json()["done"] == 1
    other = send(client, visit, {"sao-1": "good"}, key="k2", device="khac")
    assert other.status_code == 409 and other.json()["both"][0]["there"] == "bad"
    assert send(client, visit, {"la": "bad"}, key="k3").status_code == 422
    assert send(signed_in(inspector()), visit, {"sao-1": "bad"}, key="k4").status_code == 403
    unreadable = client.post(f"{visit.get_absolute_url()}muc/", b"{", content_type="application/json")
    assert unreadable.status_code == 422 and "không đọc được" in unreadable.json()["error"]


def test_a_picture_keeps_its_place_for_the_office_and_loses_it_for_others():
    who, product = inspector(), recognised()[0]
    client, visit = signed_in(who), started(product, who)
    url = f"{visit.get_absolute_url()}anh/"
    told = {"Idempotency-Key": "anh-1", "Accept": "application/json"}
    assert client.post(url, {"photo": with_place()}, headers=told).json() == {"photos": 1}
    assert client.post(url, {"photo": with_place()}, headers=told).json() == {"photos": 1}
    bad = SimpleUploadedFile("anh.jpg", b"<script>", "image/jpeg")
    assert client.post(url, {"photo": bad}, headers={**told, "Idempotency-Key": "2"}).status_code == 422

    file = visit.photos.get().file
    Visit.objects.filter(pk=visit.pk).update(state="submitted")
    owner = signed_in(owner_of(product))
    shown, original = file.get_absolute_url(), f"{file.get_absolute_url()}goc/"
    assert not place_in(owner.get(shown)) and owner.get(original).status_code == 404
    assert place_in(client.get(original)) and not place_in(client.get(shown))
    assert Client().get(shown).status_code == 404


def place_in(answer) -> bool:
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bool(Image.open(BytesIO(content)).getexif().get_ifd(0x8825))


def test_strangers_see_nothing_and_roles_keep_to_their_steps():
    who, product = inspector(), recognised()[0]
    visit = concluded(product, who, "sao-1")
    finding = Finding.objects.get()
    other = signed_in(owner_of(recognised("Chè", producer="Hợp tác xã Khác")[0]))
    commune = signed_in(act(Role.COMMUNE_OFFICER, make_units()["01290"]))
    for client in (other, commune):
        for url in (visit.get_absolute_url(), finding.get_absolute_url()):
            assert client.get(url).status_code == 404
    assert signed_in(act(Role.MEMBER, make_units()["01"])).get(ROOM).status_code == 403
    office = signed_in(supervisor())
    assert office.get(f"{visit.get_absolute_url()}phieu/").status_code == 403
    open_ = make_visit(product)
    assert signed_in(owner_of(product)).get(open_.get_absolute_url()).status_code == 404
    office.post(f"{open_.get_absolute_url()}huy/", {"reason": "Cơ sở nghỉ"})
    open_.refresh_from_db()
    assert open_.state == "cancelled"


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_pages_cost_the_same_for_three_and_for_many():
    who = inspector()
    client = signed_in(who)
    first = [concluded(recognised(f"Mật ong {n}")[0], who, "sao-1") for n in range(3)][0]
    urls = (
        ROOM,
        f"{ROOM}loi/",
        f"{ROOM}ke-hoach/",
        f"{ROOM}kien-nghi/",
        f"{ROOM}xuat/",
        first.get_absolute_url(),
    )
    few = [count(client, url) for url in urls]
    for n in range(3, 25):
        concluded(recognised(f"Mật ong {n}")[0], who, "sao-1", "nhan-3")
    assert [count(client, url) for url in urls] == few and max(few) <= 24, few


def test_indicators_count_visits_and_late_faults():
    concluded(recognised()[0], inspector(), "sao-1", "nhan-3")
    scope = scope_of(make_units()["01"], DAY)
    assert figure(scope, "inspections_done").value == 1
    later = scope_of(make_units()["01"], DAY.replace(day=20))
    assert [figure(one, "findings_overdue").value for one in (scope, later)] == [0, 1]
