"""Decisions drafted, signed with the demo key, published; certificates suspended and revoked."""

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.core.permissions import Role
from ocop.demo.builders.councils import CENTRE, Table
from ocop.demo.world import World
from ocop.documents.signatures import sign_pdf_demo
from ocop.evaluation.models import Result
from ocop.recognition.actions import correcting, decisions, publishing, revoking, signing
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision, Revocation

SIGNERS = {
    "01": ("nguoi-ky", "Hà Quốc Trung (bản demo)", "Phó Chủ tịch"),
    "VN": ("tw-nguoi-ky", "Cao Minh Đức (bản demo)", "Thứ trưởng"),
}


def result_of(world: World, product: str) -> Result:
    return (
        Result.objects.filter(dossier=world.dossiers[product], superseded_by=None)
        .select_related("dossier__product")
        .latest("settled_at", "pk")
    )


def draft(
    world: World,
    table: Table,
    products: Sequence[str] = (),
    *,
    ago: int,
    kind: str = DecisionKind.RECOGNISE,
    revocations: Sequence[Revocation] = (),
) -> Decision:
    at = world.days.at(ago, 9)
    by = world.by(table.office, at)
    results = [result_of(world, product) for product in products]
    made = decisions.draft_decision(kind=kind, results=results, revocations=revocations, by=by, at=at)
    return _name_signer(world, made, table, ago=ago)


def _name_signer(world: World, decision: Decision, table: Table, *, ago: int) -> Decision:
    at = world.days.at(ago, 10)
    _, name, title = SIGNERS[table.unit]
    return decisions.edit_decision(
        decision=decision,
        title=decision.title,
        body=decision.body,
        signer_name=name,
        signer_title=title,
        by=world.by(table.office, at),
        at=at,
    )


def send(world: World, decision: Decision, table: Table, *, ago: int) -> Decision:
    at = world.days.at(ago, 14)
    return decisions.send_for_signature(
        decision=decision, decided_on=world.days.on(ago), by=world.by(table.office, at), at=at
    )


def sign(world: World, decision: Decision, table: Table, *, ago: int) -> Decision:
    """The signer signs the draft PDF with the demo key and brings it back."""
    at = world.days.at(ago, 15)
    key, name, _ = SIGNERS[table.unit]
    signed = sign_pdf_demo(decision.draft_file.read_bytes(), signer_name=name, at=at)  # type: ignore[union-attr]
    upload = SimpleUploadedFile("quyet-dinh-da-ky.pdf", signed, "application/pdf")
    return signing.sign_with_pdf(
        decision=decision, upload=upload, by=world.by(key, at, role=Role.SIGNER), at=at
    )


def publish(world: World, decision: Decision, table: Table, *, ago: int) -> Decision:
    at = world.days.at(ago, 16)
    office = "tw-2" if table is CENTRE else "tinh-2"
    return publishing.publish(decision=decision, by=world.by(office, at), at=at)


def decide(
    world: World,
    table: Table,
    products: Sequence[str] = (),
    *,
    ago: int,
    kind: str = DecisionKind.RECOGNISE,
    revocations: Sequence[Revocation] = (),
) -> Decision:
    """From draft to publication; the day of publication lies `ago` working days back."""
    made = draft(world, table, products, ago=ago + 3, kind=kind, revocations=revocations)
    made = send(world, made, table, ago=ago + 1)
    made = sign(world, made, table, ago=ago + 1)
    return publish(world, made, table, ago=ago)


def correct(world: World, decision: Decision, table: Table, *, ago: int) -> Decision:
    """A published decision is replaced by one with mended words; the old one stays readable."""
    at = world.days.at(ago + 2, 9)
    by = world.by(table.office, at)
    made = correcting.draft_correction(decision=decision, by=by, at=at)
    line = made.lines.get()
    correcting.edit_line(
        line=line,
        words={"address": f"{line.snapshot['address']} (sửa địa chỉ)"},
        by=by,
        at=world.days.at(ago + 2, 10),
    )
    made = send(world, made, table, ago=ago + 1)
    made = sign(world, made, table, ago=ago + 1)
    return publish(world, made, table, ago=ago)


def drop(world: World, decision: Decision, table: Table, *, ago: int) -> None:
    at = world.days.at(ago, 11)
    decisions.drop(
        decision=decision, reason="Chờ thêm ý kiến của Sở Y tế.", by=world.by(table.office, at), at=at
    )


def certificate_of(world: World, product: str) -> Certificate:
    return Certificate.objects.select_related("product", "unit").get(
        product=world.products[product], superseded_on=None
    )


def suspend(world: World, product: str, *, ago: int) -> None:
    at = world.days.at(ago, 9)
    revoking.suspend(
        certificate=certificate_of(world, product),
        reason="Chờ kết quả kiểm tra nhãn hàng hóa.",
        by=world.by("tinh", at),
        at=at,
    )


def propose_revocation(world: World, product: str, *, ago: int, ground: str = "b") -> Revocation:
    at = world.days.at(ago, 9)
    return revoking.propose_revocation(
        certificate=certificate_of(world, product),
        ground=ground,
        words="Kết quả kiểm tra sau công nhận (bản demo): tỷ lệ nguyên liệu trong tỉnh không còn đạt.",
        concluded_on=world.days.on(ago),
        concluded_by="Đoàn kiểm tra liên ngành (bản demo)",
        by=world.by("tinh", at),
        at=at,
    )


def dismiss(world: World, revocation: Revocation, *, ago: int) -> None:
    at = world.days.at(ago, 9)
    revoking.dismiss_revocation(
        revocation=revocation, reason="Chủ thể đã khắc phục và được xác nhận.", by=world.by("tinh", at), at=at
    )


def revoke(world: World, product: str, table: Table, *, ago: int) -> Decision:
    """Concluded, decided within the clock, published."""
    found = propose_revocation(world, product, ago=ago + 6)
    return decide(world, table, ago=ago, kind=DecisionKind.REVOKE, revocations=[found])


def conclude(world: World, product: str, *, ago: int) -> None:
    at = world.days.at(ago, 9)
    publishing.conclude(dossier=world.dossier(product), by=world.by("tinh", at), at=at)


def send_back(world: World, product: str, *, ago: int) -> None:
    at = world.days.at(ago, 9)
    publishing.send_back(
        dossier=world.dossier(product),
        reason="Kết quả của Hội đồng trung ương dưới 90 điểm.",
        by=world.by("tw", at),
        at=at,
    )
