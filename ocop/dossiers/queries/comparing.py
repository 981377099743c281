"""Two frozen versions of a dossier side by side: only what differs, in words."""

from dataclasses import dataclass
from typing import Any

from ocop.dossiers.form_specs import SECTIONS
from ocop.dossiers.queries.contents import criteria_set_of
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.rulebook.choices import chosen_options

Manifest = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """`before` or `after` is empty where something was added or taken away."""

    group: str
    label: str
    before: str
    after: str


def differences(old: Manifest, new: Manifest) -> list[Difference]:
    return [
        *_plain("Chủ thể", old["producer"], new["producer"], Producer),
        *_plain("Sản phẩm", old["product"], new["product"], Product),
        *_photos(old, new),
        *_answers(old, new),
        *_criteria(old, new),
        *_papers(old, new),
    ]


def _plain(group: str, old: Manifest, new: Manifest, model: Any) -> list[Difference]:
    names = {
        field.name: str(field.verbose_name)
        for field in model._meta.get_fields()
        if hasattr(field, "verbose_name")
    }
    keys = [key for key in {**old, **new} if key not in ("photos", "representative_in_group")]
    return [
        Difference(group, names.get(key, key), _text(old.get(key)), _text(new.get(key)))
        for key in keys
        if old.get(key) != new.get(key)
    ]


def _photos(old: Manifest, new: Manifest) -> list[Difference]:
    before, after = (
        {p["file"]["sha256"]: p["file"]["name"] for p in m["product"]["photos"]} for m in (old, new)
    )
    gone = [Difference("Sản phẩm", "ảnh bỏ đi", name, "") for sha, name in before.items() if sha not in after]
    return gone + [
        Difference("Sản phẩm", "ảnh thêm", "", name) for sha, name in after.items() if sha not in before
    ]


def _answers(old: Manifest, new: Manifest) -> list[Difference]:
    found = []
    for section in SECTIONS:
        before, after = (m["answers"].get(section.key, {}) for m in (old, new))
        for field in section.fields:
            one, other = before.get(field.key, ""), after.get(field.key, "")
            if one != other:
                found.append(Difference(section.title, field.label, one, other))
    return found


def _criteria(old: Manifest, new: Manifest) -> list[Difference]:
    trees = criteria_set_of(old), criteria_set_of(new)
    found = []
    for criterion in trees[1].criteria:
        code, name = criterion.code, f"{criterion.code} {criterion.title}"
        texts = [_choice(tree, m["choices"], code) for tree, m in zip(trees, (old, new), strict=True)]
        if texts[0] != texts[1]:
            found.append(Difference("Tự chấm điểm", name, *texts))
        words = [m["comments"].get(code, "") for m in (old, new)]
        if words[0] != words[1]:
            found.append(Difference("Lời giải thích", name, *words))
    return found


def _choice(tree: Any, choices: Manifest, code: str) -> str:
    if code not in choices or not tree.has(code):
        return ""
    return (
        "; ".join(option.label for option in chosen_options(tree.criterion(code), choices[code]))
        or "không có nội dung nào"
    )


def _papers(old: Manifest, new: Manifest) -> list[Difference]:
    before, after = ({paper["code"]: paper for paper in m["evidence"]} for m in (old, new))
    return [
        Difference(
            "Minh chứng",
            (after.get(code) or before[code])["title"],
            _paper(before.get(code)),
            _paper(after.get(code)),
        )
        for code in {**before, **after}
        if _paper(before.get(code)) != _paper(after.get(code))
    ]


def _paper(paper: Manifest | None) -> str:
    if paper is None:
        return ""
    codes = ", ".join(use["code"] for use in paper["criteria"])
    return f"bản {paper['version']}, {paper['file']['name']}, tiêu chí {codes}"


def _text(value: Any) -> str:
    return (
        ""
        if value is None
        else {True: "có", False: "không"}.get(value, str(value))
        if isinstance(value, bool)
        else str(value)
    )
