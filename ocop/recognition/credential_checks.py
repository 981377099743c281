"""I24: every certificate has one signed text and one place in the status lists, and the text says what the paper says."""

from ocop.audit.models import Event
from ocop.core.checks_registry import Finding, register
from ocop.documents.credentials import cwt, keyring
from ocop.documents.credentials.statuslist import PLACES
from ocop.documents.credentials.verifying import Checked, verify_bytes
from ocop.recognition.digests import credential_digest
from ocop.recognition.models import Certificate, Credential

SIGNED = ("certificate.issue", "certificate.sign")
UNBELIEVED = "chữ ký không kiểm tra được bằng khóa đã công bố"


def one_signed_text_each() -> Finding:
    found, keys = Finding(), keyring.published_keys()
    told = _digests()
    places: set[tuple[int, int]] = set()
    for one in Certificate.objects.select_related("credential").iterator():
        found.rows += 1
        credential = getattr(one, "credential", None)
        if credential is None:
            found.problems.append(f"Giấy {one.number_text} chưa có mã ký (chạy “ocop init”).")
            continue
        place = (credential.list_number, credential.list_place)
        if place in places or not 0 <= credential.list_place < PLACES:
            found.problems.append(f"Giấy {one.number_text} trùng chỗ trong danh sách trạng thái.")
        places.add(place)
        checked = verify_bytes(bytes(credential.cwt), keys, credential.signed_at)
        fault = _fault(one, credential, checked, told.get(one.pk))
        if fault:
            found.problems.append(f"Giấy {one.number_text}: {fault}.")
    return found


def _digests() -> dict[int, str]:
    """What the audit chain says was signed first; a second text for the same certificate is not the one."""
    rows = Event.objects.filter(verb__in=SIGNED).order_by("-pk").values_list("about_id", "data")
    return {int(pk): data["credential"] for pk, data in rows if "credential" in data}


def _fault(one: Certificate, credential: Credential, checked: Checked, digest: str | None) -> str:
    claims = checked.claims
    if not checked.proof.is_signed or claims is None:
        return UNBELIEVED
    if digest is not None and digest != credential_digest(credential):
        return "mã ký khác với lúc cấp"
    if (claims.list_number, claims.list_place) != (credential.list_number, credential.list_place):
        return "mã ký ghi chỗ khác trong danh sách trạng thái"
    said = (claims.token, claims.number, claims.stars, claims.product)
    if said != (one.token, one.number_text, one.stars, cwt.short(one.snapshot["product"])):
        return "mã ký khác giấy chứng nhận"
    return ""


def install() -> None:
    register(
        "I24",
        "Mỗi giấy chứng nhận có đúng một mã ký và một chỗ trong danh sách trạng thái",
        one_signed_text_each,
    )
