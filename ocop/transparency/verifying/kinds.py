"""Which kind of file it is, and the checks of each kind."""

import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ocop.documents.credentials import jws, statuslist
from ocop.documents.credentials.curve import PublicKey, b64url_decode
from ocop.transparency.verifying.stars import check_stars
from verifier import ocop_verify as alone
from verifier.ocop_verify import Fault

Say = Callable[[str, str], None]


def check(path: Path, data: bytes, trust: Any, say: Say) -> None:
    if data[:2] == b"PK":
        _bundle(data, trust, say)
    elif data[:5] == b"%PDF-":
        _pdf(str(path), data, trust, say, strict=True)
    elif "\n\n— " in (text := data.decode("utf-8", "replace")):
        size = alone.read_checkpoint(text, trust.vkeys, str(path))[1]
        say("checkpoint", f"Mốc {size} mục có chữ ký đúng")
    elif text.count(".") == 2 and text.lstrip().startswith("eyJ"):
        _credential(str(path), text, trust.issuer, say)
    else:
        _code(str(path), text, trust.issuer, say)


def _bundle(data: bytes, trust: Any, say: Say) -> None:
    """The stand-alone verifier's checks, then what it leaves out: stars by the rules, signatures in the PDFs."""
    files = alone.check_bundle(data, trust.vkeys, say)
    check_stars(files, say)
    if "decision.pdf" in files:
        _pdf("decision.pdf", files["decision.pdf"], trust, say, strict=False)
    if "certificate.vc.jwt" in files:
        keys = alone.load(files, "keys.json").get("issuer", {})
        _credential("certificate.vc.jwt", files["certificate.vc.jwt"].decode(), keys, say)


def _pdf(place: str, data: bytes, trust: Any, say: Say, *, strict: bool) -> None:
    """`strict`: the signature is all there is. In a bundle the log already binds the file, so an authority that this
    computer does not know is told, not held against it; an altered file always is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ocop.documents.signatures.revocation import crl_lists
        from ocop.documents.signatures.roots import demo_root, trusted_roots
        from ocop.documents.signatures.verifying import verify_signed_pdf

        folder = trust.roots or Path()
        roots = trusted_roots(folder) if trust.roots else []
        demo = demo_root(trust.demo_keys) if trust.demo_keys else None
        found = verify_signed_pdf(
            None,
            data,
            at=datetime.now(UTC),
            trust_roots=[*roots, *([demo] if demo else [])],
            lists=crl_lists(folder / "crl"),
        )
    if found.ok:
        say("pdf", f"{place}: {found.sentence}")
    elif strict or found.state in ("altered", "unreadable"):
        raise Fault(place, found.sentence)
    else:
        say("note", f"{place}: {found.sentence}")


def public_keys(issuer: dict[str, Any]) -> list[PublicKey]:
    """Published JWKs as the credentials' code reads them."""
    found = []
    for one in issuer.get("keys", []):
        revoked = one.get("revoked", {}).get("revoked_at")
        terms = [datetime.fromtimestamp(one[name], UTC) for name in ("nbf", "exp")]
        given_up = datetime.fromtimestamp(revoked, UTC) if revoked else None
        found.append(
            PublicKey(one["kid"], b64url_decode(one["x"]), b64url_decode(one["y"]), *terms, given_up)
        )
    return found


REFUSED = {
    "truncated": "bị cắt",
    "unreadable": "không đọc được",
    "wrong_kind": "không phải loại tệp này, hoặc không ký bằng ES256",
    "unknown_key": "ký bằng khóa không có trong danh sách đã công bố (dùng --keys TỆP để cho biết khóa)",
    "forged": "chữ ký sai: nội dung đã bị sửa",
    "key_revoked": "khóa ký đã bị hủy",
}


def _credential(place: str, text: str, issuer: dict[str, Any], say: Say) -> None:
    try:
        payload = jws.verify(text, public_keys(issuer), typ="vc+jwt")
    except jws.Refused as refused:
        raise Fault(place, REFUSED.get(refused.reason, refused.reason)) from None
    subject = payload["credentialSubject"]
    if "BitstringStatusListCredential" in payload["type"]:
        bits = statuslist.decode(subject["encodedList"])
        marked = sum(byte.bit_count() for byte in bits)
        said = f"Danh sách “{subject['statusPurpose']}” có chữ ký đúng, {marked} giấy bị đánh dấu"
        say("status_list", f"{said}, dùng đến {payload['validUntil']}")
        return
    say("credential", f"Giấy {subject['certificateNumber']}: {subject['name']}, {subject['stars']} sao")
    until = datetime.fromisoformat(payload["validUntil"])
    if until <= datetime.now(UTC):
        say("note", f"Giấy đã hết hạn từ {payload['validUntil']}")


def _code(place: str, text: str, issuer: dict[str, Any], say: Say) -> None:
    claims = alone.check_cwt(text, issuer, place)
    inner = claims[-65537]
    say("cwt", f"Mã có chữ ký đúng: giấy {inner[1]}, {inner[2]}, {inner[4]} sao")
    moment = datetime.now(UTC).timestamp()
    if not claims[5] <= moment < claims[4]:
        say("note", "Ngày hôm nay ngoài thời hạn của giấy")
    say("note", "Mã không nói được giấy đã bị thu hồi hay chưa: hãy hỏi sổ đăng ký hoặc danh sách trạng thái")
