"""Forms of the offices: returns, composition, Mẫu 03, appraisal, rounds."""

from datetime import date
from typing import Any

from django import forms

from ocop.accounts.models import User
from ocop.core.permissions import Role
from ocop.dossiers.enums import Finding, LocalContent, ReturnReason
from ocop.dossiers.models import Dossier
from ocop.programme.models import Round

ROWS = 6


class PlainLabels(forms.Form):
    """Forms saved as far as they go: no “không bắt buộc” beside what the next step will ask for."""

    optional: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> forms.BoundField:
        self.fields[name].plain_label = name not in self.optional  # type: ignore[attr-defined]
        return super().__getitem__(name)


class ReturnForm(PlainLabels):
    """Up to six items at a time, each with place, reason and words; the office picks the place from a list."""

    optional = ("message",)

    message = forms.CharField(
        label="Lời nhắn chung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = dict(places)
        for n in range(1, ROWS + 1):
            self.fields[f"where_{n}"] = forms.ChoiceField(
                label="Chỗ cần sửa", choices=[("", "— chọn mục —"), *places], required=False
            )
            self.fields[f"reason_{n}"] = forms.ChoiceField(
                label="Lý do", choices=[("", "— chọn —"), *ReturnReason.choices], required=False
            )
            self.fields[f"text_{n}"] = forms.CharField(
                label="Cần sửa thế nào",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each item's fields; `open` when something stands in it (the first always)."""
        names = ("where", "reason", "text")
        return [
            {
                "fields": [self[f"{name}_{n}"] for name in names],
                "open": n == 1 or any(self[f"{name}_{n}"].data for name in names),
            }
            for n in range(1, ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        items = []
        for n in range(1, ROWS + 1):
            where, reason, text = (data.get(f"{name}_{n}") or "" for name in ("where", "reason", "text"))
            if not (where or reason or text):
                continue
            for name, value, sentence in (
                ("where", where, "Hãy chọn mục cần sửa."),
                ("reason", reason, "Hãy chọn lý do."),
                ("text", text, "Hãy ghi chủ thể cần sửa thế nào."),
            ):
                if not value:
                    self.add_error(f"{name}_{n}", sentence)
            items.append(
                {"where": where, "label": self.places.get(where, where), "reason": reason, "text": text}
            )
        data["items"] = items
        return data


class CompositionForm(PlainLabels):
    """One yes/no and one remark per line of the checklist."""

    def __init__(self, *args: Any, dossier: Dossier, items: tuple, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        found = {check.key: check for check in dossier.composition.all()}
        for item in items:
            check = found.get(item.key)
            self.fields[f"ok_{item.key}"] = forms.ChoiceField(
                label=item.name,
                choices=[("yes", "Đủ"), ("no", "Chưa đủ")],
                widget=forms.RadioSelect,
                required=False,
                initial=None if check is None else "yes" if check.ok else "no",
                help_text=item.article,
            )
            self.fields[f"note_{item.key}"] = forms.CharField(
                label="Ghi chú", required=False, max_length=300, initial=check.note if check else ""
            )

    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"ok_{item.key}"], self[f"note_{item.key}"]] for item in self.items]

    def checks(self) -> dict[str, tuple[bool, str]]:
        data = self.cleaned_data
        return {
            item.key: (data[f"ok_{item.key}"] == "yes", data[f"note_{item.key}"])
            for item in self.items
            if data[f"ok_{item.key}"]
        }


class AssessmentForm(PlainLabels):
    """Mẫu 03: four contents, each with a finding and words; no score, no star."""

    meeting_on = forms.DateField(label="Ngày họp lấy ý kiến (nếu có)", required=False)
    meeting_words = forms.CharField(
        label="Ý kiến cuộc họp", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    proposal = forms.CharField(
        label="Kiến nghị của UBND xã",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    signer_name = forms.CharField(label="Người ký", required=False, max_length=100)
    signer_title = forms.CharField(label="Chức vụ người ký", required=False, max_length=100)

    def __init__(self, *args: Any, contents: dict, evidence: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for content in LocalContent:
            saved = contents.get(content.value, {})
            self.fields[f"finding_{content}"] = forms.ChoiceField(
                label="Kết luận",
                choices=Finding.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=saved.get("finding"),
            )
            self.fields[f"words_{content}"] = forms.CharField(
                label="Nhận xét và căn cứ",
                required=False,
                max_length=3000,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=saved.get("words", ""),
            )
            self.fields[f"evidence_{content}"] = forms.MultipleChoiceField(
                label="Minh chứng đã xem",
                choices=evidence,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=saved.get("evidence", []),
            )

    def groups(self) -> list[dict[str, Any]]:
        names = ("finding", "words", "evidence")
        return [{"label": c.label, **{name: self[f"{name}_{c}"] for name in names}} for c in LocalContent]

    def contents(self) -> dict[str, dict[str, Any]]:
        data = self.cleaned_data
        return {
            content.value: {
                "finding": data[f"finding_{content}"],
                "words": data[f"words_{content}"],
                "evidence": data[f"evidence_{content}"],
            }
            for content in LocalContent
        }

    def own_fields(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name]
            for name in ("meeting_on", "meeting_words", "proposal", "signer_name", "signer_title")
        }


class ForwardForm(forms.Form):
    samples = forms.IntegerField(label="Số mẫu sản phẩm gửi kèm", min_value=0, max_value=1000)


class AssignForm(forms.Form):
    adviser = forms.ModelChoiceField(
        label="Thành viên Tổ tư vấn", queryset=User.objects.none(), empty_label="— chọn người —"
    )

    def __init__(self, *args: Any, unit: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {
            "appointments__role": Role.ADVISER,
            "appointments__unit": unit,
            "appointments__ended_at": None,
            "appointments__from_on__lte": on,
        }
        self.fields["adviser"].queryset = (
            User.objects.filter(is_active=True, **held).order_by("name_key").distinct()
        )  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class AppraisalForm(PlainLabels):
    """The advisory group's report, with a remark per criterion; no points."""

    visited_on = forms.DateField(label="Ngày đi thực tế (nếu có)", required=False)
    visit_words = forms.CharField(
        label="Ghi nhận tại cơ sở", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    tests_asked = forms.CharField(
        label="Đề nghị kiểm nghiệm thêm",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    conclusion = forms.CharField(
        label="Nhận xét chung", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=6000
    )
    recommended = forms.TypedChoiceField(
        label="Đề nghị",
        choices=[("yes", "Đưa ra hội đồng"), ("no", "Chưa đưa ra hội đồng")],
        required=False,
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )

    def __init__(self, *args: Any, criteria: list, notes: dict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            name, note = criterion.code.replace(".", "_"), notes.get(criterion.code)
            self.fields[f"note_{name}"] = forms.CharField(
                label=f"{criterion.code} {criterion.title}",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=note.text if note else "",
            )
            self.fields[f"concern_{name}"] = forms.BooleanField(
                label="Cần hội đồng lưu ý", required=False, initial=bool(note and note.concern)
            )

    def rows(self) -> list[list[forms.BoundField]]:
        names = [criterion.code.replace(".", "_") for criterion in self.criteria]
        return [[self[f"note_{name}"], self[f"concern_{name}"]] for name in names]

    def notes(self) -> dict[str, tuple[str, bool]]:
        data = self.cleaned_data
        names = {criterion.code: criterion.code.replace(".", "_") for criterion in self.criteria}
        return {code: (data[f"note_{name}"], data[f"concern_{name}"]) for code, name in names.items()}

    def own_fields(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name]
            for name in ("visited_on", "visit_words", "tests_asked", "conclusion", "recommended")
        }


class RoundForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=2018, max_value=2100)
    name = forms.CharField(label="Tên đợt", max_length=160)
    proposed_by_on = forms.DateField(label="Nhận hồ sơ đề nghị đến hết ngày")
    done_by_on = forms.DateField(label="Đánh giá xong trước ngày")
    note = forms.CharField(
        label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("proposed_by_on"), data.get("done_by_on")
        if first and last and last < first:
            self.add_error("done_by_on", "Ngày đánh giá xong phải sau ngày nhận hồ sơ.")
        return data


class ScheduleForm(forms.Form):
    round = forms.ModelChoiceField(label="Đợt", queryset=Round.objects.none(), empty_label="— chọn đợt —")

    def __init__(self, *args: Any, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.filter(unit=unit, state="open")  # type: ignore[attr-defined]
