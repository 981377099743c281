"""Nobody can infer a mark before the reveal (I05, I07): worlds that differ only in hidden marks look the same."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from ocop.audit.models import Event
from ocop.core.immutability import triggers_off
from ocop.evaluation.models import Sheet, SheetSave
from tests.factories.accounts import AT, act, signed_in
from tests.factories.evaluation import choices_for, hand_in, make_world, scoring_session

pytestmark = pytest.mark.django_db
CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value="|name="_once" value="|id="|aria-labelledby="|aria-describedby="|for=")[^"]*'
)


@pytest.fixture
def world():
    return make_world(3)


@pytest.fixture
def session(world):
    """The chair has handed in the first product and begun the second; nobody else has marked anything."""
    session = scoring_session(world, 2)
    hand_in(session.items.first(), world.chair, choices_for(world.criteria_set))
    return session


def pages(world, session):
    """Who looks where: everybody without a right to the chair's marks."""
    dossier = session.items.first().dossier.code
    shared = ["table"]
    of_session = {
        "secretary": ["session", "agenda", "members", "minutes", *shared],
        "office": shared,
        "member": [*shared, "queue"],
        "auditor": shared,
    }
    actors = {
        "secretary": world.secretary,
        "office": world.office,
        "member": world.members[0],
        "auditor": act("auditor", world.unit),
    }
    for who, names in of_session.items():
        client = signed_in(actors[who])
        for name in names:
            yield who, name, client.get(reverse(f"evaluation:{name}", args=[session.code]))
        yield who, "item", client.get(reverse("evaluation:item", args=[session.code, dossier]))
        yield who, "sheet", client.get(reverse("evaluation:sheet", args=[session.code, dossier]))
        for kind in ("bien-ban.docx", "bang-tong-hop.docx", f"phieu-{dossier}.docx"):
            name, suffix = kind.rsplit(".", 1)
            yield who, kind, client.get(reverse("evaluation:paper-file", args=[session.code, name, suffix]))
        for suffix in ("csv", "xlsx"):
            yield who, suffix, client.get(reverse("evaluation:export", args=[session.code, suffix]))
        yield who, "start", client.get("/lam-viec/")


def seen(world, session):
    found = {}
    for who, name, answer in pages(world, session):
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = (
            CHANGING.sub(r"\1", answer.text)
            if answer["Content-Type"].startswith("text/html")
            else _words(content, name)
        )
        found[who, name] = (answer.status_code, text)
    return found


def _words(content, name):
    """A Word file carries the moment it was made; its words are what counts."""
    return (
        zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml") if name.endswith("docx") else content
    )


def test_two_worlds_that_differ_in_hidden_marks_look_the_same(world, session):
    before = seen(world, session)
    with triggers_off():
        low = choices_for(world.criteria_set, rank=5)
        Sheet.objects.filter(state="submitted").update(
            choices=low, total=12, parts={"A": "1", "B": "2", "C": "9"}, notes={"1.1": "Yếu"}
        )
        SheetSave.objects.update(changes=low)
    after = seen(world, session)
    assert [key for key in before if before[key] != after[key]] == []
    assert {status for status, _ in before.values()} <= {200, 302, 403, 404}


def test_the_log_tells_no_mark(world, session):
    data = [event.data for event in Event.objects.filter(about_type="evaluation.sheet")]
    assert data and all(set(one) <= {"from", "to", "reason", "sha256", "journal", "revision"} for one in data)


def test_marks_open_for_the_council_together(world, session):
    item = session.items.first()
    client = signed_in(world.members[0])
    url = reverse("evaluation:item", args=[session.code, item.dossier.code])
    assert client.get(url).status_code == 404
    for acting in world.members:
        hand_in(item, acting, choices_for(world.criteria_set), at=AT)
    assert client.get(url).status_code == 200
