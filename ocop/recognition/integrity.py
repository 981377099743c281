"""Integrity checks of decisions, certificates and imported records (numbers of docs/security-model.md)."""

from collections import defaultdict

from ocop.audit.models import Event
from ocop.core.checks_registry import Finding, register
from ocop.programme.models import NumberSeries
from ocop.recognition.digests import certificate_digest, decision_digest
from ocop.recognition.enums import DecisionKind, SigningMode
from ocop.recognition.models import Certificate, Decision, HistoricRecognition, Revocation
from ocop.rulebook.numbering import gaps
from ocop.rulebook.procedures import get_procedure, procedure_on
from ocop.rulebook.validity import valid_until


def published_as_recorded() -> Finding:
    """I18: a published decision, its annex and its certificates are what the audit chain says was published."""
    found = Finding()
    told = _digests("decision.publish")
    for decision in Decision.objects.published().select_related("signed_file").prefetch_related("lines"):
        found.rows += 1
        if told.get(decision.pk) != decision_digest(decision):
            found.problems.append(f"Quyết định {decision.number_text} khác với lúc công bố.")
    told = _digests("certificate.issue")
    for one in Certificate.objects.iterator():
        found.rows += 1
        if told.get(one.pk) != certificate_digest(one):
            found.problems.append(f"Giấy {one.number_text} khác với lúc cấp.")
    return found


def _digests(verb: str) -> dict[int, str]:
    return {
        int(pk): data.get("digest", "")
        for pk, data in Event.objects.filter(verb=verb).values_list("about_id", "data")
    }


def issued_under_signed_decision() -> Finding:
    """I19: no certificate without a published, signed decision whose annex names that product and star."""
    found = Finding()
    for one in Certificate.objects.select_related("line__decision").iterator():
        found.rows += 1
        decision = one.line.decision
        if not decision.published_at or not decision.signed_file_id:
            found.problems.append(f"Giấy {one.number_text} không có quyết định đã ký và công bố.")
        if (one.line.product_id, one.line.stars) != (one.product_id, one.stars):
            found.problems.append(f"Giấy {one.number_text} khác dòng phụ lục của {decision.number_text}.")
    for decision in Decision.objects.filter(state__in=["signed", "published", "superseded"]).prefetch_related(
        "confirmations"
    ):
        found.rows += 1
        confirmed = {
            one.person_id for one in decision.confirmations.all() if one.file_id == decision.signed_file_id
        }
        if decision.signing_mode == SigningMode.PAPER and len(confirmed - {decision.scan_by_id}) < 2:
            found.problems.append(
                f"Quyết định {decision.number_text} (bản giấy) thiếu xác nhận của hai người."
            )
        if decision.signing_mode == SigningMode.SIGNED_PDF and decision.signature.get("state") != "valid":
            found.problems.append(f"Quyết định {decision.number_text} không có chữ ký số hợp lệ.")
        if not decision.signing_mode or not decision.signed_file_id:
            found.problems.append(f"Quyết định {decision.number_text} ghi là đã ký nhưng không có bản ký.")
    return found


def numbers_without_gaps() -> Finding:
    """I20: numbers unique and gap-free per issuing office, kind and year."""
    used: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for unit, year, number in Decision.objects.filter(number__isnull=False).values_list(
        "unit_id", "year", "number"
    ):
        used["decision", unit, year].append(number)
    for unit, year, number in Certificate.objects.values_list("unit_id", "year", "number"):
        used["certificate", unit, year].append(number)
    found = Finding(rows=sum(map(len, used.values())))
    last = {
        (s.kind, s.unit_id, s.year): s.last
        for s in NumberSeries.objects.filter(kind__in=["decision", "certificate"])
    }
    for key, numbers in used.items():
        missing = gaps(numbers)
        if missing or len(set(numbers)) != len(numbers) or last.get(key) != max(numbers):
            found.problems.append(
                f"Dãy số {key[0]} của đơn vị {key[1]} năm {key[2]}: thiếu {missing}, số cuối {last.get(key)}."
            )
    return found


def terms_by_calendar() -> Finding:
    """I21: the term is the calendar rule's, from the decision's day; a corrected certificate keeps its term."""
    found = Finding()
    for one in Certificate.objects.select_related("line__dossier", "line__decision", "supersedes").iterator():
        found.rows += 1
        months = _months(one)
        begins = (
            one.supersedes.valid_from
            if one.line.decision.kind == DecisionKind.CORRECT
            else one.line.decision.decided_on
        )
        if one.valid_from != begins or one.valid_until != valid_until(one.valid_from, months):
            found.problems.append(f"Thời hạn của giấy {one.number_text} không đúng {months} tháng theo lịch.")
    return found


def _months(one: Certificate) -> int:
    rules = get_procedure(one.line.dossier.procedure) if one.line.dossier else procedure_on(one.valid_from)
    return rules.validity_months


def one_active_per_product() -> Finding:
    """I22: at most one certificate of a product is not superseded; a superseded one names its successor."""
    found = Finding()
    active: dict[int, str] = {}
    for one in Certificate.objects.order_by("pk").iterator():
        found.rows += 1
        if one.superseded_on is None and one.product_id in active:
            found.problems.append(
                f"Sản phẩm có hai giấy còn dùng: {active[one.product_id]} và {one.number_text}."
            )
        if one.superseded_on is None:
            active[one.product_id] = one.number_text
        elif one.superseded_by_id is None:
            found.problems.append(f"Giấy {one.number_text} đã thay nhưng không ghi giấy nào thay.")
    for revocation in Revocation.objects.filter(state="decided", revoked_on=None):
        found.problems.append(f"Việc thu hồi #{revocation.pk} đã quyết định nhưng không có ngày.")
    return found


def one_responsible_unit() -> Finding:
    """I15: every recognised record has exactly one responsible unit of today, or waits for review."""
    found = Finding()
    rows = HistoricRecognition.objects.select_related("product__unit").prefetch_related("reviews")
    for one in rows.iterator(chunk_size=500):
        found.rows += 1
        waiting = any(task.kind == "place" and task.settled_at is None for task in one.reviews.all())
        unit = one.product.unit
        if (unit is None or unit.valid_to is not None) and not waiting:
            found.problems.append(f"“{one}” không có đơn vị phụ trách hôm nay và không chờ xem lại.")
    return found


def install() -> None:
    register("I15", "Mỗi bản ghi cũ có một đơn vị phụ trách, hoặc chờ người xem", one_responsible_unit)
    register("I18", "Quyết định và giấy đã công bố không đổi", published_as_recorded)
    register("I19", "Giấy chứng nhận nào cũng có quyết định đã ký", issued_under_signed_decision)
    register("I20", "Số quyết định, số giấy chứng nhận liền mạch", numbers_without_gaps)
    register("I21", "Thời hạn giấy chứng nhận đúng lịch", terms_by_calendar)
    register("I22", "Mỗi sản phẩm nhiều nhất một giấy đang dùng", one_active_per_product)
