"""段落: correct one paragraph and its citations."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import VIEW_PERMISSION, StaffRequest, may_edit, require_permission
from resolutions.admin.review import paragraph_runs
from resolutions.display.labels import format_address
from resolutions.models import Citation, Document, Paragraph
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from resolutions.text.manual_corrections import split_offset
from resolutions.writing import citation_corrections, corrections
from resolutions.writing.citation_corrections import CitationValues
from resolutions.writing.publish import apply_correction

_LABEL_SEPARATOR = re.compile(r"[\s,，、;；和]+")


class ParagraphForm(forms.Form):
    """Kind and label of a paragraph."""

    kind = forms.ChoiceField(label="类别", choices=Paragraph.KINDS)
    label = forms.CharField(
        label="段号",
        max_length=40,
        required=False,
        help_text="如 12、20(a)、PP3、annex4、fn953；留空则自动编号。p3 这样的编号只是段落地址，读者看不到。",
    )


class SplitForm(forms.Form):
    """The first words of the second part, and its kind and label."""

    words = forms.CharField(label="后一段的开头", max_length=200, help_text="抄写后一段开头的几个字，要足以认出位置。")
    kind = forms.ChoiceField(label="后一段的类别", choices=Paragraph.KINDS)
    label = forms.CharField(label="后一段的段号", max_length=40, required=False, help_text="留空则自动编号。")


class CitationForm(forms.Form):
    """Values of a citation."""

    target = forms.CharField(
        label="引用的文件", max_length=120, widget=forms.TextInput(attrs={"placeholder": "S/RES/2151(2014)"})
    )
    paragraphs = forms.CharField(label="被引段落", max_length=200, required=False, help_text="如 12、14、20(a)")
    verb = forms.CharField(label="动词", max_length=20, required=False)
    verb_group = forms.ChoiceField(
        label="动词类别", choices=[("", "（无）"), *VERB_GROUP_NAMES.items()], required=False
    )
    theme = forms.CharField(label="主题", max_length=200, required=False)

    def values(self) -> CitationValues:
        """Return the values as ``citation_corrections`` expects them."""
        data = self.cleaned_data
        labels = [label for label in _LABEL_SEPARATOR.split(data["paragraphs"]) if label]
        return CitationValues(data["target"], labels, data["verb"], data["verb_group"], data["theme"])


class NewCitationForm(CitationForm):
    """Values of a new citation, and the words it covers."""

    words = forms.CharField(label="原文用语", max_length=400, help_text="照抄段落中的文字，或在上面的段落里直接选中。")
    occurrence = forms.IntegerField(
        label="第几处", min_value=1, initial=1, required=False, help_text="同样的文字在段中出现几次时用到。"
    )
    field_order = ["words", "occurrence", "target", "paragraphs", "verb", "verb_group", "theme"]


@dataclass(frozen=True, slots=True)
class CitationWithForm:
    """A citation with the form that corrects it."""

    citation: Citation
    form: CitationForm


@permission_required(VIEW_PERMISSION, raise_exception=True)
def edit_paragraph(request: StaffRequest, pk: int, order: int) -> HttpResponse:
    """Show the paragraph with a form for each correction; a POST applies one of them."""
    document = get_object_or_404(Document, pk=pk)
    row = get_object_or_404(document.paragraphs.prefetch_related("citations__target"), order=order)
    if request.method == "POST":
        return _apply(request, document, row)
    return _show(request, document, row)


def _show(request: StaffRequest, document: Document, row: Paragraph, **bound: forms.Form) -> HttpResponse:
    numbers = document.paragraphs.values_list("order", "label")
    around = numbers.filter(order__in=[row.order - 1, row.order + 1])
    neighbours = {order: format_address(label) for order, label in around}
    words = request.GET.get("words", "")
    citations = sorted(row.citations.all(), key=lambda citation: citation.start)
    unbound = {
        "change_form": ParagraphForm(initial={"kind": row.kind, "label": row.label}, prefix="change"),
        "split_form": SplitForm(initial={"kind": row.kind, "words": request.GET.get("split", "")}, prefix="split"),
        "add_form": NewCitationForm(
            initial={"words": words, "occurrence": request.GET.get("occurrence", 1)}, prefix="add"
        ),
    }
    context = {
        "document": document,
        "paragraph": row,
        "runs": paragraph_runs(row),
        "citations": [CitationWithForm(citation, _citation_form(citation)) for citation in citations],
        "before": neighbours.get(row.order - 1),
        "after": neighbours.get(row.order + 1),
        "may_edit": may_edit(request.user, document),
        **unbound,
        **bound,
    }
    return render_desk_page(request, "paragraph.html", f"{document} · {format_address(row.label)}", **context)


def _citation_form(citation: Citation) -> CitationForm:
    initial = {
        "target": str(citation.target or ""),
        "paragraphs": "、".join(citation.cited_paragraphs),
        "verb": citation.verb,
        "verb_group": citation.verb_group,
        "theme": citation.theme,
    }
    return CitationForm(initial=initial, prefix=f"c{citation.pk}")


@dataclass(frozen=True, slots=True)
class Submission:
    """A POST of this page: the user, the paragraph, the id of the citation (0 for none) and the edit token."""

    request: StaffRequest
    document: Document
    row: Paragraph
    citation_id: int

    def run(self, done: str, correct: Callable[..., tuple[int, ...]], *args: Any, **values: Any) -> HttpResponse:
        """Apply a correction in the name of the user, and return to the paragraph on the review page."""
        values |= {"user": self.request.user, "edit_token": self.request.POST.get("version", "")}
        run_with_message(self.request, done, lambda: apply_correction(correct, *args, **values))
        return HttpResponseRedirect(review_url(self.row.document_id, f"n{self.row.order}"))

    def show(self, **bound: forms.Form) -> HttpResponse:
        """Show the page again with the errors of the bound forms."""
        return _show(self.request, self.document, self.row, **bound)


def _apply(request: StaffRequest, document: Document, row: Paragraph) -> HttpResponse:
    require_permission(may_edit(request.user, document))
    action, _, key = request.POST.get("action", "").partition(":")
    submission = Submission(request, document, row, int(key) if key.isdecimal() else 0)
    handler = _HANDLERS.get(action)
    return handler(submission) if handler else submission.show()


def _change(submission: Submission) -> HttpResponse:
    form = ParagraphForm(submission.request.POST, prefix="change")
    if not form.is_valid():
        return submission.show(change_form=form)
    row, kind, label = submission.row, form.cleaned_data["kind"], form.cleaned_data["label"].strip()
    if kind != row.kind and label == row.label:
        label = label if label[:1].isdigit() else ""  # a running label belongs to its kind
    return submission.run("段落已更正。", corrections.correct_paragraph, row.pk, "change", kind=kind, label=label)


def _split(submission: Submission) -> HttpResponse:
    form = SplitForm(submission.request.POST, prefix="split")
    if form.is_valid():
        row, place = submission.row, submission.row.text.find(form.cleaned_data["words"].strip())
        at = len("".join(row.text[:place].split()))
        if place > 0 and split_offset(row.text, at) > 0:
            kind, label = form.cleaned_data["kind"], form.cleaned_data["label"].strip()
            values = {"kind": kind, "label": label or "p0", "at": at}
            return submission.run("段落已拆分。", corrections.correct_paragraph, row.pk, "split", **values)
        form.add_error("words", "这些字不在这一段的中间，请照抄后一段的开头。")
    return submission.show(split_form=form)


def _join(submission: Submission) -> HttpResponse:
    return submission.run("已与后一段合并。", corrections.correct_paragraph, submission.row.pk, "join")


def _correct(submission: Submission) -> HttpResponse:
    form = CitationForm(submission.request.POST, prefix=f"c{submission.citation_id}")
    if form.is_valid():
        return submission.run(
            "引文已更正。", citation_corrections.correct_citation, submission.citation_id, form.values()
        )
    for name, errors in form.errors.items():
        messages.error(submission.request, f"{form[name].label}：{''.join(map(str, errors))}")
    return HttpResponseRedirect(submission.request.path)


def _reject(submission: Submission) -> HttpResponse:
    done = "已否定：这些文字不再作为引文。"
    return submission.run(done, citation_corrections.reject_citation, submission.citation_id)


def _restore(submission: Submission) -> HttpResponse:
    return submission.run("已恢复程序的读法。", citation_corrections.restore_citation, submission.citation_id)


def _add(submission: Submission) -> HttpResponse:
    form = NewCitationForm(submission.request.POST, prefix="add")
    if form.is_valid():
        row, words = submission.row, form.cleaned_data["words"].strip()
        start = _find_occurrence(row.text, words, form.cleaned_data["occurrence"] or 1)
        if start is not None:
            span = start, start + len(words)
            return submission.run("引文已添加。", citation_corrections.add_citation, row.pk, *span, form.values())
        form.add_error("words", "这一段里没有这些文字（或没有这么多处），请照抄。")
    return submission.show(add_form=form)


def _find_occurrence(text: str, words: str, number: int) -> int | None:
    """Return the offset of occurrence ``number`` of ``words``, counted from 1; None when there are fewer."""
    at = -1
    for _ in range(min(number, 1000)):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at


_HANDLERS = {
    "change": _change,
    "split": _split,
    "join": _join,
    "correct": _correct,
    "reject": _reject,
    "restore": _restore,
    "add": _add,
}
