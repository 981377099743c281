"""Integrity checks of the council's records, numbered as the invariants of the design (`ocop check`)."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q

from ocop.core.checks_registry import Finding, register
from ocop.evaluation.actions.marking import journal_hash
from ocop.evaluation.models import Amendment, Conflict, Item, Result, Session, Sheet, SheetSave
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.ratings import rate_item, sheet_hash
from ocop.rulebook.choices import check_choices
from ocop.rulebook.rules import CouncilRules


def _finding(rows: Iterator[str | None]) -> Finding:
    """Counts what was looked at; every sentence is a fault."""
    finding = Finding()
    for problem in rows:
        finding.rows += 1
        if problem:
            finding.problems.append(problem)
    return finding


def _results() -> Iterator[tuple[Result, list[Sheet]]]:
    """Every result ever made with the sheets it names."""
    results = Result.objects.select_related(
        "item__session", "item__dossier__criteria_set", "item__version", "item__dossier__product"
    )
    for result in results.defer("item__dossier__criteria_set__tree", "item__version__manifest").iterator(
        chunk_size=200
    ):
        named = [row["sheet"] for row in result.rating["sheets"]]
        sheets = {sheet.pk: sheet for sheet in Sheet.objects.filter(pk__in=named)}
        yield result, [sheets[pk] for pk in named if pk in sheets]


def check_results_follow_from_sheets() -> Finding:
    """I02: mean, parts, band, minima and stars computed anew from the raw marks, exactly."""

    def rows() -> Iterator[str | None]:
        for result, sheets in _results():
            rating = (
                rate_item(result.item, sheets, CouncilRules.from_settings(result.rating["rules"]))
                if sheets
                else None
            )
            kept = (result.mean, result.band_stars, result.stars, result.counted)
            found = (str(rating.mean), rating.band_stars, rating.stars, len(sheets)) if rating else None
            yield (
                None
                if kept == found
                else f"Kết quả {result.pk} ({result}): đã ghi {kept}, tính lại được {found}."
            )

    return _finding(rows())


def check_marks_have_authors() -> Finding:
    """I03: each mark with moment and device; a paper sheet countersigned; the journal written by the member or, for
    paper, by the secretary, and unbroken."""

    def rows() -> Iterator[str | None]:
        heads: dict[int, str] = defaultdict(str)
        writers: dict[int, set[int]] = defaultdict(set)
        broken: set[int] = set()
        for save in SheetSave.objects.order_by("sheet_id", "version_no").iterator(chunk_size=1000):
            if journal_hash(heads[save.sheet_id], save) != save.hash:
                broken.add(save.sheet_id)
            heads[save.sheet_id] = save.hash
            writers[save.sheet_id].add(save.by_id)
        for sheet in Sheet.objects.select_related("seat").iterator(chunk_size=500):
            allowed = {sheet.seat.person_id, sheet.entered_by_id}
            if sheet.pk in broken or heads[sheet.pk] != sheet.journal:
                yield f"Phiếu {sheet.pk}: nhật ký lưu điểm bị đứt."
            elif not sheet.entered_by_id and sheet.state == "submitted" and not writers[sheet.pk] <= allowed:
                yield f"Phiếu {sheet.pk}: có điểm do người khác ghi."
            elif set(sheet.choices) - set(sheet.marked_at):
                yield f"Phiếu {sheet.pk}: có điểm không rõ lúc chấm và máy chấm."
            else:
                yield None

    return _finding(rows())


def check_nothing_changed_after_locking() -> Finding:
    """I04: after the lock no save, no open sheet, and no sheet left out except by an approved amendment."""

    def rows() -> Iterator[str | None]:
        late = SheetSave.objects.filter(sheet__item__session__locked_at__lt=F("at")).values_list(
            "sheet_id", flat=True
        )
        late_sheets = set(late)
        amended = {
            (one.result.item_id, seat)
            for one in Amendment.objects.filter(approved_at__isnull=False).select_related("result")
            for seat in one.change["void_seats"]
        }
        for sheet in Sheet.objects.filter(item__session__state="locked").select_related("item__session"):
            locked_at = sheet.item.session.locked_at
            if sheet.pk in late_sheets or sheet.state == "draft":
                yield f"Phiếu {sheet.pk} còn mở hoặc được ghi sau khi khóa."
            elif (
                sheet.state == "void"
                and sheet.state_at > locked_at
                and (sheet.item_id, sheet.seat_id) not in amended
            ):
                yield f"Phiếu {sheet.pk} bị loại sau khi khóa mà không có điều chỉnh."
            else:
                yield None

    return _finding(rows())


def check_no_conflicted_member_counts() -> Finding:
    """I05: a member in conflict has no sheet among the counted ones, nor in a standing result."""

    def rows() -> Iterator[str | None]:
        counted = set(Sheet.objects.filter(state="submitted").values_list("item_id", "seat_id"))
        for item_id, seat_id in Conflict.objects.counting().values_list("item_id", "seat_id"):
            fault = (item_id, seat_id) in counted
            yield (
                f"Phiếu của ghế {seat_id} vẫn được tính ở sản phẩm {item_id} dù có xung đột; cần điều chỉnh kết quả."
                if fault
                else None
            )

    return _finding(rows())


def check_results_count_the_right_sheets() -> Finding:
    """I06: one standing result per settled product, over exactly the submitted sheets, enough of them."""

    def rows() -> Iterator[str | None]:
        counted: dict[int, dict[int, str]] = defaultdict(dict)
        for item_id, pk, sha256 in Sheet.objects.filter(item__state="settled", state="submitted").values_list(
            "item_id", "pk", "sha256"
        ):
            counted[item_id][pk] = sha256
        standing = defaultdict(list)
        for result in Result.objects.filter(superseded_by=None):
            standing[result.item_id].append(result)
        for item in Item.objects.filter(state="settled").select_related("session"):
            yield _standing_fault(item, standing[item.pk], counted[item.pk])

    return _finding(rows())


def _standing_fault(item: Item, results: list[Result], counted: dict[int, str]) -> str | None:
    if len(results) != 1:
        return f"Sản phẩm {item.pk} đã chốt nhưng có {len(results)} kết quả hiện hành."
    named = {row["sheet"]: row["sha256"] for row in results[0].rating["sheets"]}
    if named != counted:
        return f"Sản phẩm {item.pk}: kết quả không tính đúng các phiếu đã nộp."
    if len(named) < item.session.council_rules.min_sheets:
        return f"Sản phẩm {item.pk}: kết quả có ít phiếu hơn Quy chế yêu cầu."
    if (item.outcome or {}).get("mean") != results[0].mean:
        return f"Sản phẩm {item.pk}: bảng tổng hợp khác kết quả đã khóa."
    return None


def check_marks_are_printed_options() -> Finding:
    """I08: every mark is a printed option; a submitted sheet is complete, totals follow from the marks, its hash holds."""

    def rows() -> Iterator[str | None]:
        sheets = Sheet.objects.select_related("item__dossier__criteria_set").defer(
            "item__dossier__criteria_set__tree"
        )
        for sheet in sheets.filter(~Q(choices={})).iterator(chunk_size=500):
            whole = sheet.state in ("submitted", "superseded")
            faults = check_choices(tree(sheet.item.dossier.criteria_set), sheet.choices, complete=whole)
            if faults:
                yield f"Phiếu {sheet.pk}: {faults[0].reason}"
            else:
                yield (
                    f"Phiếu {sheet.pk}: nội dung không khớp mã kiểm."
                    if whole and sheet_hash(sheet) != sheet.sha256
                    else None
                )

    return _finding(rows())


def check_sheets_name_the_frozen_dossier() -> Finding:
    """I10: every sheet carries the hash of the version on the agenda."""

    def rows() -> Iterator[str | None]:
        sheets = Sheet.objects.exclude(state="draft", choices={})
        for pk, kept, frozen in sheets.values_list("pk", "dossier_sha256", "item__version__sha256").iterator(
            chunk_size=1000
        ):
            yield (
                None if kept == frozen else f"Phiếu {pk} chấm trên bản hồ sơ khác với bản trong chương trình."
            )

    return _finding(rows())


def check_locks_have_two_people() -> Finding:
    """I04: proposer and confirmer of every lock are two people."""
    rows = Session.objects.filter(state="locked").values_list("code", "lock_proposed_by", "locked_by")
    return _finding(
        None if first and second and first != second else f"Phiên {code} khóa bởi một người."
        for code, first, second in rows
    )


def register_all() -> None:
    register("I02", "Kết quả tính lại được từ các phiếu", check_results_follow_from_sheets)
    register("I03", "Mỗi điểm có người chấm, lúc chấm, máy chấm", check_marks_have_authors)
    register("I04", "Sau khi khóa không có gì đổi", check_nothing_changed_after_locking)
    register("I04", "Khóa kết quả có hai người", check_locks_have_two_people)
    register("I05", "Người có xung đột lợi ích không được tính", check_no_conflicted_member_counts)
    register("I06", "Kết quả tính đúng các phiếu đã nộp", check_results_count_the_right_sheets)
    register("I08", "Điểm nằm đúng mức của bộ tiêu chí", check_marks_are_printed_options)
    register("I10", "Phiếu gắn với bản hồ sơ đã khóa", check_sheets_name_the_frozen_dossier)
