"""Offices at work on a dossier, by the actions that officers trigger."""

from dataclasses import dataclass
from datetime import date, datetime

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.dossiers.actions import appraisal, commune, province, rounds
from ocop.dossiers.enums import Finding, LocalContent
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies.commune import composition_items
from ocop.places.models import Unit
from ocop.programme.models import Round
from tests.factories.accounts import AT, act


@dataclass
class Offices:
    """The people who handle dossiers of one commune and its province."""

    commune: Acting
    province: Acting
    adviser: Acting

    @classmethod
    def of(cls, dossier: Dossier) -> "Offices":
        home = Unit.objects.get(key=dossier.unit.province_key)
        return cls(
            act(Role.COMMUNE_OFFICER, dossier.unit), act(Role.PROVINCE_OFFICE, home), act(Role.ADVISER, home)
        )


ITEM = {
    "where": "1.1",
    "label": "1.1 Nguồn nguyên liệu",
    "reason": "missing",
    "text": "Nộp thêm hợp đồng mua nguyên liệu.",
}


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def accepted(dossier: Dossier, offices: Offices, *, at: datetime = AT) -> Dossier:
    commune.accept_dossier(dossier=dossier, by=offices.commune, at=at)
    return fresh(dossier)


def checked(dossier: Dossier, offices: Offices, *, at: datetime = AT) -> Dossier:
    """Accepted, composition complete, Mẫu 03 written."""
    dossier = accepted(dossier, offices, at=at)
    checks = {item.key: (True, "") for item in composition_items(dossier)}
    commune.record_composition(dossier=dossier, checks=checks, by=offices.commune, at=at)
    contents = {
        c.value: {"finding": Finding.CONFIRMED, "words": "Đã đến cơ sở xem.", "evidence": []}
        for c in LocalContent
    }
    commune.save_assessment(
        dossier=dossier,
        contents=contents,
        by=offices.commune,
        at=at,
        proposal="Đề nghị tỉnh đánh giá.",
        signer_name="Nguyễn Văn Ký",
        signer_title="Phó Chủ tịch UBND xã",
        meeting_on=None,
        meeting_words="",
    )
    return fresh(dossier)


def forwarded(dossier: Dossier, offices: Offices, *, at: datetime = AT) -> Dossier:
    dossier = checked(dossier, offices, at=at)
    commune.forward_dossier(dossier=dossier, samples=5, by=offices.commune, at=at)
    return fresh(dossier)


def assigned(dossier: Dossier, offices: Offices, *, at: datetime = AT) -> Dossier:
    dossier = forwarded(dossier, offices, at=at)
    province.receive_dossier(dossier=dossier, by=offices.province, at=at)
    province.assign_adviser(dossier=dossier, adviser=offices.adviser.person, by=offices.province, at=at)
    return fresh(dossier)


def appraised(dossier: Dossier, offices: Offices, *, at: datetime = AT) -> Dossier:
    dossier = assigned(dossier, offices, at=at)
    appraisal.save_appraisal(
        dossier=dossier,
        notes={"1.1": ("Nguyên liệu rõ nguồn gốc.", False)},
        by=offices.adviser,
        at=at,
        conclusion="Đủ điều kiện đưa ra hội đồng.",
        recommended=True,
        visited_on=None,
        visit_words="",
        tests_asked="",
    )
    appraisal.report(dossier=dossier, by=offices.adviser, at=at)
    return fresh(dossier)


def open_round(offices: Offices, *, at: datetime = AT, proposed_by_on: date | None = None) -> Round:
    made = rounds.plan_round(
        year=at.year,
        name=f"Đợt thử {at.year}",
        proposed_by_on=proposed_by_on or date(at.year, 12, 10),
        done_by_on=date(at.year, 12, 30),
        by=offices.province,
        at=at,
    )
    return rounds.open_round(round_=made, by=offices.province, at=at)


def scheduled(dossier: Dossier, offices: Offices, *, at: datetime = AT) -> Dossier:
    dossier = appraised(dossier, offices, at=at)
    rounds.schedule(dossier=dossier, round_=open_round(offices, at=at), by=offices.province, at=at)
    return fresh(dossier)
