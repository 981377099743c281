"""Separation of duties and detection of interests."""

import pytest

from ocop.rulebook.competence import (
    ConflictKind,
    Duty,
    PartyFacts,
    PersonFacts,
    SeparationRules,
    check_separation,
    check_two_people,
    detect_conflicts,
)

PARTY = PartyFacts(
    key="P7",
    name="Hợp tác xã nước mắm Cửa Hội",
    dossier_key="D1",
    phones=("0912 345 678",),
    tax_codes=("0101234567",),
    addresses=("Số 5, thôn Hải Giang 1, phường Cửa Lò",),
    people=("Nguyễn Thị Hòa", "Trần Văn Bé"),
)


def person(**facts: object) -> PersonFacts:
    return PersonFacts(**{"key": "u1", "name": "Lê Minh An"} | facts)


@pytest.mark.parametrize(
    ("verifier", "approver", "signer", "refused"),
    [
        ("a", "b", "c", 0), ("a", "a", "c", 1), ("a", "b", "b", 1), ("a", "b", "a", 1), ("a", "a", "a", 3),
        (None, None, None, 0), ("a", None, "a", 1), (None, "a", "b", 0),
    ],
)  # fmt: skip
def test_three_duties_need_three_people(verifier, approver, signer, refused):
    holders = {Duty.VERIFIER: verifier, Duty.APPROVER: approver, Duty.SIGNER: signer}
    assert len(check_separation(holders)) == refused


def test_separation_is_a_setting_and_says_which_duties():
    one = {Duty.APPROVER: "a", Duty.SIGNER: "a"}
    assert check_separation(one)[0].reason == "Người phê duyệt không được đồng thời là người ký văn bản này."
    loose = SeparationRules(apart=frozenset({frozenset({Duty.VERIFIER, Duty.SIGNER})}), source="Quy chế")
    assert check_separation(one, loose) == []


def test_two_people_are_needed_to_lock():
    assert check_two_people("a", "b", "khóa kết quả") == []
    assert check_two_people("a", "a", "khóa kết quả")[0].reason == (
        "Cần hai người khác nhau để khóa kết quả: bạn đã là người thứ nhất."
    )


@pytest.mark.parametrize(
    ("facts", "kind", "certain"),
    [
        ({"party_keys": frozenset({"P7"})}, ConflictKind.OWN, True),
        ({"checked_keys": frozenset({"D1"})}, ConflictKind.CHECKED, True),
        ({"tax_codes": ("0101234567-001",)}, ConflictKind.OWN, True),
        ({"phones": ("+84 912.345.678",)}, ConflictKind.OTHER, True),
        ({"name": "NGUYỄN THỊ HOÀ"}, ConflictKind.OWN, False),
        ({"household": ("Trần Văn Bé",)}, ConflictKind.FAMILY, False),
        ({"addresses": ("số 5 thôn Hải Giang 1 phường Cửa Lò",)}, ConflictKind.FAMILY, False),
        ({"employers": ("HTX Nước mắm Cửa Hội",)}, ConflictKind.EMPLOYED, False),
        ({"clients": ("htx nước mắm cửa hội",)}, ConflictKind.CONTRACT, False),
    ],
)
def test_each_match_is_found_with_its_kind(facts, kind, certain):
    (match,) = detect_conflicts(person(**facts), PARTY)
    assert (match.kind, match.certain) == (kind, certain)
    assert match.sentence.endswith(".")


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"phones": ("", "113")},
        {"tax_codes": ("", "01")},
        {"addresses": ("phường Cửa Lò",)},
        {"employers": ("Hợp tác xã",)},
        {"household": ("",)},
        {"checked_keys": frozenset({""})},
    ],
)
def test_nothing_in_common_is_no_match(facts):
    empty = PartyFacts(key="P9", name="Hợp tác xã", phones=("",), addresses=("phường Cửa Lò",), people=("",))
    assert detect_conflicts(person(**facts), PARTY) == []
    assert detect_conflicts(person(**facts), empty) == []


def test_personal_tax_codes_are_compared_whole():
    one = PartyFacts(key="P9", name="Hộ ông Ba", tax_codes=("040190001234",))
    assert detect_conflicts(person(tax_codes=("040190001299",)), one) == []
    assert len(detect_conflicts(person(tax_codes=("040190001234",)), one)) == 1


def test_certain_matches_come_first():
    both = person(name="Trần Văn Bé", phones=("0912345678",))
    assert [match.certain for match in detect_conflicts(both, PARTY)] == [True, False]


def test_every_kind_has_words():
    assert all(kind.label for kind in ConflictKind)
    assert {kind.value for kind in ConflictKind} == {
        "own",
        "family",
        "employed",
        "contract",
        "checked",
        "other",
    }
