"""Who may not do what: separation of duties, and conflicts of interest of council members.

26/2026 has no rule on a member's own conflict; the kinds below are the software's, meant to be
confirmed or changed by the council's Quy chế. Detection only points out: matches on a number
are certain, matches on a name or an address are possible and a person decides.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ocop.rulebook.criteria.folding import fold
from ocop.rulebook.refusals import Refusal


class Duty(StrEnum):
    """Three duties on one paper that three people carry."""

    VERIFIER = "verifier"
    APPROVER = "approver"
    SIGNER = "signer"

    @property
    def label(self) -> str:
        return _DUTIES[self]


_DUTIES = {
    Duty.VERIFIER: "thẩm tra",
    Duty.APPROVER: "phê duyệt",
    Duty.SIGNER: "ký",
}


@dataclass(frozen=True)
class SeparationRules:
    """Pairs of duties that one person may not hold together; default: all three apart."""

    apart: frozenset[frozenset[Duty]] = frozenset(
        {
            frozenset({Duty.VERIFIER, Duty.APPROVER}),
            frozenset({Duty.APPROVER, Duty.SIGNER}),
            frozenset({Duty.VERIFIER, Duty.SIGNER}),
        }
    )
    source: str = "Mặc định của phần mềm: mỗi việc một người"


def check_separation(
    holders: Mapping[Duty, str | None], rules: SeparationRules | None = None
) -> list[Refusal]:
    """Pairs of duties held by one person that must be apart. `holders`: duty → person key;
    None while nobody has done it yet."""
    apart = (rules or SeparationRules()).apart
    held = [(duty, holders.get(duty)) for duty in Duty]
    return [
        Refusal(f"Người {first.label} không được đồng thời là người {second.label} văn bản này.")
        for place, (first, one) in enumerate(held)
        for second, other in held[place + 1 :]
        if one is not None and one == other and frozenset({first, second}) in apart
    ]


def check_two_people(first: str, second: str, what: str) -> list[Refusal]:
    """The two-person rule: lock, publish, revoke, amend. `what` completes the sentence."""
    if first != second:
        return []
    return [Refusal(f"Cần hai người khác nhau để {what}: bạn đã là người thứ nhất.")]


class ConflictKind(StrEnum):
    """Why a member takes no part in a product."""

    OWN = "own"
    FAMILY = "family"
    EMPLOYED = "employed"
    CONTRACT = "contract"
    CHECKED = "checked"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    ConflictKind.OWN: "là chủ thể hoặc người góp vốn",
    ConflictKind.FAMILY: "có người thân trong gia đình chủ thể",
    ConflictKind.EMPLOYED: "làm việc hoặc mới làm việc cho chủ thể",
    ConflictKind.CONTRACT: "có hợp đồng, tư vấn, mua bán với chủ thể",
    ConflictKind.CHECKED: "đã tự mình kiểm tra, thẩm định hồ sơ này",
    ConflictKind.OTHER: "có lý do khác",
}


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is known of a member. `party_keys`: producers the person acts for; `checked_keys`:
    dossiers the person checked or appraised; `clients`: names of firms advised or traded with."""

    key: str
    name: str
    phones: tuple[str, ...] = ()
    tax_codes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    household: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    party_keys: frozenset[str] = frozenset()
    checked_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """What is known of a producer with a dossier. `people`: representative, owners, members."""

    key: str
    name: str
    dossier_key: str = ""
    phones: tuple[str, ...] = ()
    tax_codes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A reason to look closer. `certain` matches take the member out until a person decides."""

    kind: ConflictKind
    certain: bool
    sentence: str


def detect_conflicts(person: PersonFacts, party: PartyFacts) -> list[Match]:
    """All matches, certain ones first; an empty list does not replace the member's declaration."""
    found = [*_keys(person, party), *_numbers(person, party), *_words(person, party)]
    return sorted(dict.fromkeys(found), key=lambda match: not match.certain)


def _keys(person: PersonFacts, party: PartyFacts) -> Iterable[Match]:
    if party.key in person.party_keys:
        yield Match(ConflictKind.OWN, True, f"Thành viên là người của chủ thể {party.name} trên hệ thống.")
    if party.dossier_key and party.dossier_key in person.checked_keys:
        yield Match(ConflictKind.CHECKED, True, "Thành viên đã kiểm tra, thẩm định chính hồ sơ này.")


def _numbers(person: PersonFacts, party: PartyFacts) -> Iterable[Match]:
    if _common(map(_tax_code, person.tax_codes), map(_tax_code, party.tax_codes)):
        yield Match(ConflictKind.OWN, True, "Mã số thuế trùng với mã số thuế của chủ thể.")
    if _common(map(_phone, person.phones), map(_phone, party.phones)):
        yield Match(ConflictKind.OTHER, True, "Số điện thoại trùng với số điện thoại của chủ thể.")


def _words(person: PersonFacts, party: PartyFacts) -> Iterable[Match]:
    people = {fold(name) for name in party.people}
    if fold(person.name) in people:
        sentence = "Tên thành viên trùng với tên một người của chủ thể; cần xem có phải cùng một người."
        yield Match(ConflictKind.OWN, False, sentence)
    if _common(map(fold, person.household), people):
        yield Match(ConflictKind.FAMILY, False, "Tên người trong gia đình trùng với một người của chủ thể.")
    if _common(map(_address, person.addresses), map(_address, party.addresses)):
        yield Match(ConflictKind.FAMILY, False, "Địa chỉ trùng với địa chỉ của chủ thể.")
    if _common(map(_firm, person.employers), [_firm(party.name)]):
        yield Match(ConflictKind.EMPLOYED, False, "Nơi làm việc trùng với tên chủ thể.")
    if _common(map(_firm, person.clients), [_firm(party.name)]):
        yield Match(ConflictKind.CONTRACT, False, "Chủ thể có tên trong danh sách đã tư vấn, mua bán.")


def _common(ours: Iterable[str], theirs: Iterable[str]) -> set[str]:
    return (set(ours) & set(theirs)) - {""}


def _tax_code(text: str) -> str:
    """Ten digits of a firm, also for its branches (0101234567-001); twelve of a person."""
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) == 12 else digits[:10] if len(digits) in (10, 13) else ""


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if digits.startswith("84"):
        digits = "0" + digits[2:]
    return digits if 10 <= len(digits) <= 11 else ""


def _address(text: str) -> str:
    """Only an address with a number says enough; "xã Tiên Phước" is shared by thousands."""
    folded = fold(text)
    return folded if re.search(r"\d", folded) and len(folded.split()) >= 4 else ""


_FIRM_WORDS = re.compile(
    r"\b(cong ty|co phan|trach nhiem huu han|tnhh|mtv|mot thanh vien|hop tac xa|htx|to hop tac|tht|"
    r"doanh nghiep|dn|tu nhan|ho kinh doanh|ho|co so|va)\b"
)


def _firm(text: str) -> str:
    """The name proper of a firm, without its legal form."""
    return " ".join(_FIRM_WORDS.sub(" ", fold(text)).split())
