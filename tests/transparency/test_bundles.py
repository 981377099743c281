"""Evidence bundles: every edition verifies with both verifiers, tells only what its reader may see, and no byte can change."""

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ocop.evaluation.models import Sheet
from ocop.transparency.bundling import make_bundle, pack
from ocop.transparency.models import LogEntry, SignedCheckpoint
from ocop.transparency.publishing import publish_log
from ocop.transparency.verifying import command
from tests.factories.transparency import LATER, make_whole_case
from verifier import ocop_verify as alone

pytestmark = pytest.mark.django_db
ALONE = Path(alone.__file__)
SHEETS = {"evidence.json", "dossier.json", "sheets.json"}
OFFICE = {"sheet-records.json", "panel.json", "audit.json"}


@pytest.fixture
def certificate():
    return make_whole_case()[0]


def bundle(certificate, edition: str) -> bytes:
    return make_bundle(certificate, edition, at=LATER, may_read=lambda file: True)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def verify(path: Path, *words: str) -> tuple[int, dict]:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdout", out)
        code = command.run([str(path), "--json", *words])
    return code, json.loads(out.getvalue())


def test_every_edition_holds(certificate, tmp_path):
    for edition in ("public", "party", "office"):
        path = tmp_path / f"{edition}.zip"
        path.write_bytes(bundle(certificate, edition))
        code, answer = verify(path)
        told = {one["check"] for one in answer["checks"]}

        assert (code, answer["fault"]) == (0, None)
        assert {"frame", "signed", "inclusion", "certificate", "decision", "cwt"} <= told
        assert ("stars" in told) == (edition != "public")
        assert ("audit" in told) == (edition == "office")


def test_the_stand_alone_verifier_needs_nothing_but_python(certificate, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(bundle(certificate, "office"))
    bare = [sys.executable, "-I", "-S", str(ALONE), str(path), "--json"]
    answer = subprocess.run(bare, capture_output=True, check=True, cwd=tmp_path)

    assert json.loads(answer.stdout)["ok"] is True
    source = ALONE.read_text(encoding="utf-8")
    imported = {
        line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))
    }
    assert imported <= set(sys.stdlib_module_names)


def test_ocop_verify_works_without_settings_and_database(certificate, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(bundle(certificate, "office"))
    program = ALONE.parent.parent / "bin" / "ocop"
    blank = {"PATH": "/usr/bin", "OCOP_DATA": str(tmp_path / "khong-co")}
    answer = subprocess.run(
        [sys.executable, str(program), "verify", str(path), "--json"],
        capture_output=True,
        cwd=tmp_path,
        env=blank,
    )
    told = {one["check"] for one in json.loads(answer.stdout)["checks"]}

    assert answer.returncode == 0 and {"stars", "decision_stars"} <= told
    assert not (tmp_path / "khong-co").exists()


def test_editions_tell_what_their_readers_may_see(certificate):
    public, party, office = (contents(bundle(certificate, one)) for one in ("public", "party", "office"))

    assert not (SHEETS | OFFICE) & set(public)
    assert set(party) >= SHEETS and not OFFICE & set(party)
    assert set(office) >= SHEETS | OFFICE
    members = [sheet.seat.person.full_name for sheet in Sheet.objects.select_related("seat__person")]
    for files in (public, party, office):
        everything = b"".join(files.values()).decode("utf-8", "ignore")
        assert not [name for name in members if name in everything]
    phone = certificate.product.producer.phone
    assert phone and phone.encode() not in b"".join(public.values())


def test_sheets_in_the_party_edition_name_no_seat(certificate):
    files = contents(bundle(certificate, "party"))
    rating = json.loads(files["evidence.json"])["value"]["rating"]

    assert all(set(one) == {"sha256", "total", "parts"} for one in rating["sheets"])
    assert [one["sha256"] for one in rating["sheets"]] != [] and b'"seat"' not in files["sheets.json"]


def test_the_salt_stays_out_of_the_public_edition(certificate):
    salt = LogEntry.objects.get(kind="certificate").salt

    assert len(salt) == 64
    assert salt.encode() not in bundle(certificate, "public")


def test_the_same_bundle_is_the_same_bytes(certificate):
    assert bundle(certificate, "office") == bundle(certificate, "office")


def test_a_pinned_key_that_did_not_sign_is_a_fault(certificate, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(bundle(certificate, "public"))
    other = alone.load(contents(path.read_bytes()), "keys.json")["log"][0][:-6] + "AAAAA="

    code, answer = verify(path, "--key", other)
    assert code == 1 and answer["fault"]["place"] == "manifest.note"


def forge(data: bytes, name: str, change) -> bytes:
    """A forger who can write every file, and the manifest with fitting hashes, but cannot sign."""
    files = contents(data)
    files[name] = alone.canonical(change(json.loads(files[name]))).encode()
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = alone.sha(files[name])
    files["manifest.json"] = alone.canonical(manifest).encode()
    return pack(files)


@pytest.mark.parametrize(
    "name", ["certificate.json", "decision.json", "evidence.json", "sheets.json", "audit.json"]
)
def test_a_rewritten_list_of_files_is_not_signed(certificate, tmp_path, name):
    path = tmp_path / "goi.zip"
    path.write_bytes(forge(bundle(certificate, "office"), name, lambda value: value or [1]))
    assert verify(path)[0] == 0  # nothing changed: the same canonical bytes

    def change(value):
        return [*value, {}] if isinstance(value, list) else {**value, "x": 1}

    path.write_bytes(forge(bundle(certificate, "office"), name, change))
    code, answer = verify(path)
    assert code == 1 and answer["fault"]["place"] == "manifest.json"


def resign(data: bytes, change) -> bytes:
    """What the installation itself would have to do to lie: the files changed, the list signed anew."""
    from ocop.recognition.models import Certificate
    from ocop.transparency.bundling import seal

    files = contents(data)
    for name in ("manifest.json", "manifest.note"):
        del files[name]
    change(files)
    return seal(files, Certificate.objects.get(), "office", at=LATER)


def put(name: str, edit):
    def change(files):
        value = json.loads(files[name])
        edit(value)
        files[name] = alone.canonical(value).encode()

    return change


LIES = [
    ("certificate.json", lambda v: v.update(stars=5)),
    ("decision.json", lambda v: v["lines"][0].__setitem__(3, 5)),
    ("evidence.json", lambda v: v["value"]["rating"].update(stars=5)),
    ("dossier.json", lambda v: v["product"].update(name="Khác")),
    ("sheet-records.json", lambda v: v[0].update(total="99")),
    ("sheets.json", lambda v: v["sheets"].pop()),
    ("audit.json, mục #", lambda v: v[0].update(role="chair")),
    ("log/entries.json, mục #", lambda v: v[0].update(body=v[0]["body"].replace("4", "5", 1))),
]


@pytest.mark.parametrize(("place", "edit"), LIES, ids=[place for place, _ in LIES])
def test_even_the_holder_of_the_key_cannot_change_what_was_logged(certificate, tmp_path, place, edit):
    path = tmp_path / "goi.zip"
    path.write_bytes(resign(bundle(certificate, "office"), put(place.split(",")[0], edit)))

    code, answer = verify(path)
    assert code == 1 and answer["fault"]["place"].startswith(place)


def test_stars_are_computed_again_from_the_sheets(certificate, tmp_path):
    """A party bundle has no hashed sheets: another choice shows in the rating, not in a hash."""

    def better(value):
        choices = value["sheets"][0]["choices"]
        code = next(code for code, choice in choices.items() if isinstance(choice, int) and choice > 1)
        choices[code] -= 1

    path = tmp_path / "goi.zip"
    path.write_bytes(resign(bundle(certificate, "party"), put("sheets.json", better)))

    code, answer = verify(path)
    assert code == 1 and answer["fault"]["place"] in ("evidence.json", "sheets.json")
    assert "tính lại" in answer["fault"]["words"] or "tổng điểm" in answer["fault"]["words"]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    kind = chance.randrange(4)
    at = chance.randrange(len(data))
    if kind == 0:
        changed[at] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del changed[at : at + chance.randint(1, 40)]
    elif kind == 2:
        changed[at:at] = chance.randbytes(chance.randint(1, 40))
    else:
        return data[:at]
    return bytes(changed)


@pytest.mark.slow
def test_a_thousand_mutations_are_all_found_and_placed(certificate, tmp_path):
    """Bundle, checkpoint and QR text: byte flips, cuts, insertions, truncations at random places."""
    publish_log(at=LATER)
    public = contents(bundle(certificate, "public"))
    # The same bundle without its pictures of pages: two large PDFs would take nearly every flip.
    small = resign(
        bundle(certificate, "office"), lambda files: [files.pop(n) for n in list(files) if n.endswith(".pdf")]
    )
    keys = tmp_path / "keys.json"
    keys.write_bytes(public["keys.json"])
    chance, missed, unnamed = random.Random(26), [], []
    samples = (
        [small] * 700
        + [SignedCheckpoint.objects.first().text.encode()] * 150
        + [public["certificate.cwt.txt"]] * 150
    )
    for number, sample in enumerate(samples):
        changed = flipped(sample, chance)
        if changed == sample:
            continue
        path = tmp_path / "doi"
        path.write_bytes(changed)
        place = faulted_with(path, keys)
        if not place:
            missed.append(number)
        elif place == "tệp":
            unnamed.append(number)
    assert (missed, unnamed) == ([], [])


def faulted_with(path: Path, keys: Path) -> str:
    try:
        alone.run([str(path), "--keys", str(keys)], lambda key, words: None)
    except alone.Fault as fault:
        return fault.place
    return ""
