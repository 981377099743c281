"""Writing the draft: one criterion or one section at a time, never over somebody else's newer words (I35)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.text import clean
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import parties
from ocop.dossiers.queries.drafts import criterion_print, section_print
from ocop.dossiers.queries.facts import sections_of
from ocop.rulebook.choices import check_choice, check_choices

STALE = (
    "Nội dung này vừa được sửa ở một cửa sổ hoặc bởi một người khác. Chưa ghi đè gì; hãy xem hai bản và chọn."
)
WORDS = 2000


@transaction.atomic
def save_choice(
    *,
    dossier: Dossier,
    criterion: str,
    choice: Any,
    comment: str,
    by: Acting,
    at: datetime,
    seen: str | None = None,
) -> Dossier:
    """Keep the self-score (None = not answered) and the words for one criterion.

    `seen` is the fingerprint of what the page showed; None writes without comparing (imports, demo).
    """
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    tree = dossier.criteria_set.criteria_set
    if not tree.has(criterion):
        raise RuleBroken(f"Bộ tiêu chí này không có tiêu chí {criterion[:12]}.", code="draft.criterion")
    reason = None if choice is None else check_choice(tree.criterion(criterion), choice)
    if reason:
        raise RuleBroken(reason, code="draft.choice", field="choice")
    comment = _words(comment)
    if dossier.choices.get(criterion) == choice and dossier.comments.get(criterion, "") == comment:
        return dossier
    if seen is not None and seen != criterion_print(dossier, criterion):
        raise StaleWrite(STALE, code="draft.stale")
    _put(dossier.choices, criterion, choice)
    _put(dossier.comments, criterion, comment or None)
    _save(dossier, ["choices", "comments"])
    record("dossier.drafted", about=dossier, by=by, at=at, data={"criterion": criterion})
    return dossier


@transaction.atomic
def save_choices(
    *,
    dossier: Dossier,
    choices: dict[str, Any],
    by: Acting,
    at: datetime,
    comments: dict[str, str] | None = None,
) -> Dossier:
    """Keep many criteria at once, all or none, with one event; pages save them one by one."""
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    reasons = check_choices(dossier.criteria_set.criteria_set, choices, complete=False)
    if reasons:
        sentences = [refusal.reason for refusal in reasons]
        raise RuleBroken(sentences[0], code="draft.choice", field="choice", details=sentences[1:])
    words = {
        code: _words(text)
        for code, text in (comments or {}).items()
        if dossier.criteria_set.criteria_set.has(code)
    }
    changed = sorted(code for code, choice in choices.items() if dossier.choices.get(code) != choice)
    changed_words = sorted(code for code, text in words.items() if dossier.comments.get(code, "") != text)
    if changed or changed_words:
        dossier.choices |= choices
        dossier.comments |= words
        _save(dossier, ["choices", "comments"])
        data = {"criteria": sorted({*changed, *changed_words})}
        record("dossier.drafted", about=dossier, by=by, at=at, data=data)
    return dossier


@transaction.atomic
def save_section(
    *,
    dossier: Dossier,
    section: str,
    values: dict[str, str],
    by: Acting,
    at: datetime,
    seen: str | None = None,
) -> Dossier:
    """Keep the answers of one page of Mẫu 02; unknown fields are refused."""
    dossier = Dossier.objects.locked(dossier.pk)
    parties.check_can_edit(dossier, by=by, at=at)
    spec = next((one for one in sections_of(dossier) if one.key == section), None)
    if spec is None or set(values) - {field.key for field in spec.fields}:
        raise RuleBroken("Hồ sơ loại này không có mục đó.", code="draft.section")
    cleaned = {key: clean(str(value)) for key, value in values.items()}
    merged = {**dossier.answers.get(section, {}), **cleaned}
    merged = {key: value for key, value in merged.items() if value}
    if merged == dossier.answers.get(section, {}):
        return dossier
    if seen is not None and seen != section_print(dossier, section):
        raise StaleWrite(STALE, code="draft.stale")
    dossier.answers[section] = merged
    _save(dossier, ["answers"])
    record("dossier.drafted", about=dossier, by=by, at=at, data={"section": section})
    return dossier


def _words(comment: str) -> str:
    comment = clean(comment)
    if len(comment) > WORDS:
        raise RuleBroken(
            f"Lời giải thích dài quá {WORDS} ký tự; hãy rút gọn hoặc đưa vào một giấy tờ minh chứng.",
            code="draft.words",
            field="comment",
        )
    return comment


def _put(table: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _save(dossier: Dossier, fields: list[str]) -> None:
    dossier.version_no += 1
    dossier.save(update_fields=[*fields, "version_no"])
