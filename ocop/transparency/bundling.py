"""The evidence bundle of one certificate: why these stars, from the dossier to the log, checkable without this system.

Three editions. `public`: what anybody sees, with digests of the rest. `party` adds the frozen dossier with its files,
the result and the sheets without members. `office` adds the sheets as hashed (seat numbers, no names), the panel's
record and the audit events. `ocop verify` and verifier/ocop_verify.py read all of them; docs/transparency.md explains.
"""

import hashlib
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ocop.audit.chain import canonical, stamp
from ocop.documents.certificates import render_certificate
from ocop.documents.credentials import cwt
from ocop.documents.models import StoredFile
from ocop.dossiers.models import DossierVersion
from ocop.recognition.digests import certificate_body, decision_body
from ocop.recognition.models import Certificate
from ocop.recognition.papers import certificate_data
from ocop.transparency import notes, panel
from ocop.transparency.facts import evidence_of
from ocop.transparency.models import LogEntry, LogHead, SignedCheckpoint
from ocop.transparency.publishing import publish_log, published_keys
from ocop.transparency.queries.tree import Tree
from ocop.transparency.readme import README

SCHEMA = "ocop-bundle/1"
EDITIONS = ("public", "party", "office")
MayRead = Callable[[StoredFile], bool]


def make_bundle(certificate: Certificate, edition: str, *, at: datetime, may_read: MayRead) -> bytes:
    """The zip file; `may_read` says which papers of the dossier go in whole."""
    mark = checkpoint_over(certificate, at=at)
    files = _public(certificate, mark)
    if edition != "public":
        files |= _party(certificate, may_read)
    if edition == "office":
        files |= panel.office_parts(certificate)
    return seal(files, certificate, edition, at=at)


def checkpoint_over(certificate: Certificate, *, at: datetime) -> SignedCheckpoint:
    """The newest checkpoint; a new one when it does not reach this certificate's entries yet."""
    last = LogEntry.objects.filter(certificate=certificate).order_by("-index").first()
    mark = SignedCheckpoint.objects.first()
    needed = max(last.index if last else 0, _decision_entry(certificate).index) + 1
    if mark is None or mark.size < needed:
        mark = publish_log(at=at)
    assert mark is not None
    return mark


def _decision_entry(certificate: Certificate) -> LogEntry:
    return LogEntry.objects.get(kind="decision", about=certificate.line.decision_id)


def log_entries(certificate: Certificate, mark: SignedCheckpoint) -> list[dict[str, Any]]:
    """The entries about this certificate and its decision, each with its proof."""
    found = [*LogEntry.objects.filter(certificate=certificate), _decision_entry(certificate)]
    tree = Tree()
    return [
        {
            "index": entry.index,
            "body": entry.body,
            "proof": [b64encode(one).decode() for one in tree.inclusion(entry.index, mark.size)],
        }
        for entry in sorted(found, key=lambda entry: entry.index)
    ]


def _public(certificate: Certificate, mark: SignedCheckpoint) -> dict[str, bytes]:
    decision = certificate.line.decision
    files = {
        "README.txt": README.encode(),
        "keys.json": _json(published_keys()),
        "certificate.json": _json(certificate_body(certificate)),
        "certificate.pdf": render_certificate(certificate_data(certificate)),
        "decision.json": _json(decision_body(decision)),
        "log/checkpoint": mark.text.encode(),
        "log/entries.json": _json(log_entries(certificate, mark)),
    }
    if decision.signed_file and decision.signed_file.media_type == "application/pdf":
        files["decision.pdf"] = decision.signed_file.read_bytes()
    credential = getattr(certificate, "credential", None)
    if credential:
        files["certificate.cwt.txt"] = cwt.to_text(bytes(credential.cwt)).encode()
    return files


def _party(certificate: Certificate, may_read: MayRead) -> dict[str, bytes]:
    entry = LogEntry.objects.get(kind="certificate", about=certificate.pk)
    value = evidence_of(certificate)
    if value is None:
        return {}
    result = certificate.line.result
    version: DossierVersion = result.item.version
    files = {
        "evidence.json": _json({"salt": entry.salt, "value": value}),
        "dossier.json": _json(version.manifest),
    }
    sheets = panel.anonymous_sheets(result)
    if sheets:
        files["sheets.json"] = _json(sheets)
    for link in version.files.select_related("file"):
        if may_read(link.file):
            files[f"files/{link.file.sha256}"] = link.file.read_bytes()
    return files


def seal(files: dict[str, bytes], certificate: Certificate, edition: str, *, at: datetime) -> bytes:
    """Name every file with its hash, sign the list, and pack it in the one canonical form."""
    origin = LogHead.objects.get(pk=1).origin
    manifest = _json(
        {
            "v": SCHEMA,
            "edition": edition,
            "certificate": certificate.number_text,
            "origin": origin,
            "made_at": stamp(at),
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        }
    )
    note = notes.signer(origin).sign(f"{SCHEMA}\n{hashlib.sha256(manifest).hexdigest()}\n")
    return pack({**files, "manifest.json": manifest, "manifest.note": note.encode()})


def _json(value: Any) -> bytes:
    return canonical(json.loads(json.dumps(value, default=str))).encode()


def pack(files: dict[str, bytes]) -> bytes:
    """Names in order, nothing compressed, one fixed time: the same files are always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return made.getvalue()
