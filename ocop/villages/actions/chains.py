"""Chains, their contracts, and the sheet of contracts that goes into a producer's vault."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind
from ocop.producers.actions import vault
from ocop.producers.models import Evidence, Producer
from ocop.villages.contract_sheet import render_sheet
from ocop.villages.models import Chain, ChainMember
from ocop.villages.policies import villages as policies

SUBJECT = "material_origin"  # the row of Mẫu 02, Phần III that takes contracts of a chain
MEMBER = ("producer", "name", "part", "contract", "from_on", "until_on", "share")


@transaction.atomic
def start_chain(*, lead: Producer, data: dict[str, Any], by: Acting, at: datetime) -> Chain:
    chain = Chain(code=public_code("CG"), lead=lead, created_at=at, is_demo=lead.is_demo)
    for name in ("name", "goods", "note", "started_on"):
        setattr(chain, name, data.get(name) or "")
    chain.place(lead.unit)
    policies.check_can_keep_chain(chain, by=by)
    chain.save()
    record("chain.start", about=chain, by=by, at=at, data={"lead": lead.code})
    return chain


@transaction.atomic
def add_member(*, chain: Chain, data: dict[str, Any], by: Acting, at: datetime) -> ChainMember:
    """A contract with a producer of the system or with a farm or firm named in words."""
    chain = Chain.objects.select_related("lead").locked(chain.pk)
    policies.check_can_keep_chain(chain, by=by)
    if data.get("producer"):
        data = {**data, "name": data["producer"].name}
    policies.check_contract(chain, data)
    member = ChainMember.objects.create(chain=chain, **{name: data.get(name) for name in MEMBER})
    record("chain.contract", about=chain, by=by, at=at, data={"contract": member.contract})
    return member


@transaction.atomic
def end_contract(*, member: ChainMember, on: date, by: Acting, at: datetime) -> ChainMember:
    policies.check_can_keep_chain(member.chain, by=by)
    if member.until_on and member.until_on <= on:
        raise RuleBroken(
            f"Hợp đồng này đã hết từ {member.until_on:%d/%m/%Y}.", code="chain.contract.over", field="on"
        )
    if on < member.from_on:
        raise RuleBroken("Ngày kết thúc đang ở trước ngày bắt đầu.", code="chain.days", field="on")
    member.until_on = on
    member.save(update_fields=["until_on"])
    record("chain.contract_ended", about=member.chain, by=by, at=at, data={"contract": member.contract})
    return member


@transaction.atomic
def end_chain(*, chain: Chain, on: date, by: Acting, at: datetime) -> Chain:
    chain = Chain.objects.select_related("lead").locked(chain.pk)
    policies.check_can_keep_chain(chain, by=by)
    if chain.ended_on:
        raise RuleBroken("Chuỗi này đã kết thúc.", code="chain.ended")
    if on < chain.started_on:
        raise RuleBroken("Ngày kết thúc đang ở trước ngày bắt đầu.", code="chain.days", field="on")
    chain.ended_on = on
    chain.save(update_fields=["ended_on"])
    record("chain.end", about=chain, by=by, at=at, data={"on": on.isoformat()})
    return chain


@transaction.atomic
def put_in_vault(*, chain: Chain, by: Acting, at: datetime) -> Evidence:
    """The contracts as one paper of the acting producer's vault; pressed again it becomes a newer version."""
    policies.check_can_put_in_vault(chain, by.party_id)
    producer, on = Producer.objects.get(pk=by.party_id), local_date(at)
    content = render_sheet(chain, on)
    file = store_generated(
        content=content, name=f"chuoi-{chain.code}.pdf", kind=FileKind.EVIDENCE, by=by, at=at, pages=1
    )
    paper = {"title": f"Bảng kê hợp đồng chuỗi: {chain.name}"[:200], "number": chain.code, "issued_on": on}
    held = producer.evidence.filter(subject=SUBJECT, number=chain.code, retired_at=None).first()  # type: ignore[attr-defined]
    if held:
        vault.add_version(evidence=held, file=file, by=by, at=at, **paper)
        return held
    return vault.add_evidence(producer=producer, file=file, subject=SUBJECT, by=by, at=at, **paper)
