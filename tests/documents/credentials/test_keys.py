"""One key in use, all earlier ones published, private halves gone when they retire."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from ocop.core.acting import system
from ocop.core.errors import RuleBroken
from ocop.documents.credentials import documents, keyring
from ocop.documents.models import IssuerKey
from tests.factories.accounts import AT, DAY

pytestmark = pytest.mark.django_db
BY = system(DAY)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.OCOP_DATA, settings.OCOP_DEMO = tmp_path, False
    return settings


def private_files(folder: Path) -> set[str]:
    return {path.stem.removeprefix("issuer-") for path in (folder / "keys").glob("issuer-*.pem")}


def test_the_first_key_is_made_once_and_kept_for_this_account_only(tmp_path: Path) -> None:
    first = keyring.signing_key(AT)

    assert keyring.signing_key(AT + timedelta(days=1)).kid == first.kid
    assert (tmp_path / "keys" / f"issuer-{first.kid}.pem").stat().st_mode & 0o777 == 0o600
    assert [key.kid for key in keyring.published_keys()] == [first.kid]


def test_rotation_publishes_both_keys_and_removes_the_old_private_half(
    tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    old = keyring.signing_key(AT)
    signature = old.signer.sign(b"text")
    with django_capture_on_commit_callbacks(execute=True):
        new = keyring.rotate(by=BY, at=AT + timedelta(days=30))

    keys = {key.kid: key for key in keyring.published_keys()}
    assert set(keys) == {old.kid, new.kid} and private_files(tmp_path) == {new.kid}
    assert keys[old.kid].verifies(b"text", signature)
    assert keys[old.kid].valid_to == AT + timedelta(days=30)
    assert keyring.signing_key(AT + timedelta(days=31)).kid == new.kid


def test_a_key_whose_term_is_over_is_replaced_by_itself() -> None:
    old = keyring.signing_key(AT)

    assert keyring.signing_key(AT + keyring.LIFE + timedelta(days=1)).kid != old.kid


def test_a_lost_private_half_leads_to_a_new_key(tmp_path: Path) -> None:
    old = keyring.signing_key(AT)
    (tmp_path / "keys" / f"issuer-{old.kid}.pem").unlink()

    assert keyring.signing_key(AT + timedelta(days=1)).kid != old.kid
    assert IssuerKey.objects.count() == 2


def test_a_revoked_key_says_so_everywhere() -> None:
    old = keyring.signing_key(AT)
    keyring.revoke(kid=old.kid, reason="Máy chủ bị xâm nhập", by=BY, at=AT + timedelta(days=5))
    keys = keyring.published_keys()

    assert documents.jwks(keys)["keys"][0]["revoked"]
    assert documents.did_document("did:web:x", keys)["assertionMethod"] == []
    assert keyring.signing_key(AT + timedelta(days=6)).kid != old.kid
    with pytest.raises(RuleBroken, match="đã hủy từ trước"):
        keyring.revoke(kid=old.kid, reason="Lại", by=BY, at=AT)


@pytest.mark.parametrize("kind", ["pem", "p12"])
def test_a_key_from_a_file_takes_over_and_the_next_file_after_it(settings, tmp_path: Path, kind: str) -> None:
    own = keyring.signing_key(AT)
    path = tmp_path / f"issuer.{kind}"
    settings.OCOP_ISSUER_KEY, settings.OCOP_ISSUER_KEY_PASSWORD = str(path), "mat-khau"
    seen = []
    for scalar in (11, 12):
        _write(path, ec.derive_private_key(scalar, ec.SECP256R1()), kind)
        seen.append(keyring.signing_key(AT + timedelta(days=scalar)).kid)

    assert len({own.kid, *seen}) == 3
    assert IssuerKey.objects.filter(retired_at=None).get().kid == seen[1]
    _write(path, ec.derive_private_key(11, ec.SECP256R1()), kind)
    with pytest.raises(RuleBroken, match="đã thôi dùng"):
        keyring.signing_key(AT + timedelta(days=20))


def _write(path: Path, key: ec.EllipticCurvePrivateKey, kind: str) -> None:
    locked = serialization.BestAvailableEncryption(b"mat-khau")
    if kind == "p12":
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"ocop", key, None, None, locked))
    else:
        path.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
        )


@pytest.mark.parametrize("content", [b"", b"rubbish"])
def test_an_unusable_file_is_refused_with_a_sentence(settings, tmp_path: Path, content: bytes) -> None:
    settings.OCOP_ISSUER_KEY = str(tmp_path / "issuer.pem")
    if content:
        Path(settings.OCOP_ISSUER_KEY).write_bytes(content)

    with pytest.raises(RuleBroken, match="OCOP_ISSUER_KEY"):
        keyring.signing_key(AT)


def test_public_halves_are_never_changed_or_deleted() -> None:
    kid = keyring.signing_key(AT).kid

    for statement in (
        f"UPDATE documents_issuerkey SET x='a' WHERE kid='{kid}'",
        "DELETE FROM documents_issuerkey",
    ):
        with (
            pytest.raises(DatabaseError, match="immutable"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_command_lists_rotates_and_revokes(capsys) -> None:
    call_command("keys", "rotate")
    kid = IssuerKey.objects.get().kid
    call_command("keys", "revoke", kid, reason="Thử")
    call_command("keys", "rotate")

    told = capsys.readouterr().out
    assert f"{kid}  " in told and "đã hủy" in told and "đang dùng" in told
    with pytest.raises(SystemExit):
        call_command("keys", "revoke")
