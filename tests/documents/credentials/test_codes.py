"""The signed text in the QR code: what was written comes back, whatever is changed is noticed, with the right reason."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.documents.credentials import cwt
from ocop.documents.credentials.curve import ORDER, PublicKey, SoftSigner, coordinates, key_id
from ocop.documents.credentials.verifying import Proof, day_begins, verify_bytes, verify_cwt

SIGNER = SoftSigner(ec.derive_private_key(7, ec.SECP256R1()))
OTHER = SoftSigner(ec.derive_private_key(8, ec.SECP256R1()))
FIRST, LAST = date(2026, 11, 1), date(2029, 11, 1)
CLAIMS = cwt.Claims(
    issuer="did:web:ocop.vidu.vn",
    token="A" * 28,
    number="0001/2026/GCN-OCOP-01",
    product="Nước mắm Ánh Dương",
    producer="Hợp tác xã Ánh Dương",
    stars=4,
    decision="12/QĐ-UBND",
    begins=day_begins(FIRST),
    ends=day_begins(LAST + timedelta(days=1)),
    signed_at=datetime(2026, 11, 1, 3, tzinfo=UTC),
    list_number=1,
    list_place=99_999,
)


def published(signer: SoftSigner = SIGNER, **more: object) -> PublicKey:
    x, y = coordinates(signer.public)
    term = {"valid_from": datetime(2026, 1, 1, tzinfo=UTC), "valid_to": datetime(2028, 1, 1, tzinfo=UTC)}
    return PublicKey(key_id(x, y), x, y, **{**term, **more})  # type: ignore[arg-type]


KEYS = (published(),)


def signed(claims: cwt.Claims = CLAIMS, signer: SoftSigner = SIGNER) -> bytes:
    return cwt.make_cwt(claims, signer, published(signer).kid_bytes)


def proof(content: bytes, on: date = FIRST, keys: tuple[PublicKey, ...] = KEYS, **more: str) -> Proof:
    return verify_bytes(content, keys, on, **more).proof


def test_a_code_tells_what_was_signed_also_inside_its_address() -> None:
    text = cwt.to_text(signed())

    for scanned in (
        text,
        text.lower(),
        f"HTTPS://OCOP.VIDU.VN/K/{text}",
        f" https://ocop.vidu.vn/k/{text}/ ",
    ):
        found = verify_cwt(scanned, KEYS, FIRST)
        assert (found.proof, found.claims) == (Proof.GOOD, CLAIMS)


letters = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80)


@settings(max_examples=150, deadline=None)
@given(letters, letters, st.integers(3, 5), st.booleans(), st.integers(0, 131_071))
def test_any_words_survive_the_round_trip(
    product: str, producer: str, stars: int, demo: bool, place: int
) -> None:
    claims = replace(CLAIMS, product=product, producer=producer, stars=stars, demo=demo, list_place=place)

    assert verify_cwt(cwt.to_text(signed(claims)), KEYS, FIRST).claims == claims


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (FIRST - timedelta(days=1), Proof.NOT_YET),
        (FIRST, Proof.GOOD),
        (LAST, Proof.GOOD),
        (LAST + timedelta(days=1), Proof.EXPIRED),
    ],
)
def test_the_first_and_the_last_day_count(on: date, expected: Proof) -> None:
    assert proof(signed(), on) == expected


def test_other_keys_and_issuers_are_told_apart() -> None:
    theirs = signed(signer=OTHER)
    dressed_up = cwt.make_cwt(CLAIMS, OTHER, published().kid_bytes)

    assert proof(theirs) == Proof.UNKNOWN_KEY
    assert proof(dressed_up) == Proof.FORGED
    assert (
        proof(signed(replace(CLAIMS, issuer="did:web:khac.vn")), issuer=CLAIMS.issuer) == Proof.OTHER_ISSUER
    )


def test_a_key_signs_only_within_its_term_and_not_after_it_was_stolen() -> None:
    late = signed(replace(CLAIMS, signed_at=datetime(2028, 1, 1, 0, 0, 1, tzinfo=UTC)))
    stolen = published(revoked_at=datetime(2027, 1, 1, tzinfo=UTC))

    assert proof(late) == Proof.KEY_OUT_OF_TERM
    assert proof(signed(), keys=(stolen,)) == Proof.KEY_REVOKED
    assert proof(signed(), date(2029, 6, 1)) == Proof.GOOD  # the key has ended, what it signed before holds


def test_the_twin_of_a_signature_is_not_accepted() -> None:
    content = signed()
    head, s = content[:-32], int.from_bytes(content[-32:], "big")

    assert proof(head + (ORDER - s).to_bytes(32, "big")) == Proof.FORGED


def test_every_cut_is_seen_as_a_cut_or_as_no_code() -> None:
    content, text = signed(), cwt.to_text(signed())

    assert {proof(content[:n]) for n in range(1, len(content))} == {Proof.TRUNCATED}
    assert {verify_cwt(text[:n], KEYS, FIRST).proof for n in range(2, len(text))} == {Proof.TRUNCATED}


@pytest.mark.parametrize(
    "text",
    ["", "0", "HTTPS://VIDU.VN/", "https://evil.example/K/", "WIFI:S:x;;", "8938501012345", "mật ong", "A" * 3000,
     "HTTPS://VIDU.VN/KIEM-TRA/ABC/", "HC1:6BF", "\x00"],
)  # fmt: skip
def test_foreign_codes_are_no_ocop_codes(text: str) -> None:
    assert verify_cwt(text, KEYS, FIRST).proof in (Proof.NOT_OURS, Proof.TRUNCATED)


def test_a_thousand_random_changes_are_all_noticed() -> None:
    chance, content = random.Random(20261122), signed()
    seen: dict[Proof, int] = {}
    for _ in range(1000):
        changed = _changed(content, chance)
        found = proof(changed)
        assert found not in (Proof.GOOD, Proof.EXPIRED, Proof.NOT_YET), changed.hex()
        seen[found] = seen.get(found, 0) + 1

    assert (
        seen[Proof.FORGED] > 200
        and seen[Proof.TRUNCATED]
        and seen[Proof.NOT_OURS]
        and seen[Proof.UNKNOWN_KEY]
    )


def _changed(content: bytes, chance: random.Random) -> bytes:
    """One flipped bit, byte, deletion, insertion, cut or swap – never the same bytes."""
    place, kind = chance.randrange(len(content)), chance.randrange(6)
    made = bytearray(content)
    if kind == 0:
        made[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        made[place] ^= chance.randrange(1, 256)
    elif kind == 2:
        del made[place]
    elif kind == 3:
        made.insert(place, chance.randrange(256))
    elif kind == 4:
        del made[max(place, 1) :]
    else:
        other = chance.randrange(len(content))
        made[place], made[other] = made[other], made[place]
    return bytes(made) if bytes(made) != content else _changed(content, chance)


def test_loose_bits_and_other_spellings_of_the_same_bytes_are_refused() -> None:
    text = cwt.to_text(signed())
    loose = text[:-1] + chr(ord(text[-1]) + 1) if len(text) % 8 else text + "A"

    assert verify_cwt(loose, KEYS, FIRST).proof != Proof.GOOD
    assert proof(signed() + b"\x00") == Proof.NOT_OURS


def test_names_are_cut_between_letters() -> None:
    assert cwt.short("Nước mắm", 60) == "Nước mắm"
    cut = cwt.short("Ướ" * 40)
    assert cut.endswith("…") and len(cut.encode()) <= cwt.NAME_BYTES
