"""段落: one paragraph and its citations, corrected by hand."""

import re

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import VIEW_PERMISSION, may_edit, require_permission
from resolutions.admin.review import paragraph_runs
from resolutions.models import Document, Paragraph
from resolutions.text.citations.verbs import VERB_GROUP_NAMES
from resolutions.text.manual_corrections import split_offset
from resolutions.writing import corrections
from resolutions.writing.corrections import CitationValues, CorrectionError
from resolutions.writing.publish import apply_correction

_BETWEEN = re.compile(r"[\s,，、;；和]+")


class ParagraphForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=Paragraph.KINDS)
    label = forms.CharField(
        label="段号", max_length=40, required=False, help_text="如 12、20(a)、PP3、fn953；留空则自动编号。"
    )


class SplitForm(forms.Form):
    words = forms.CharField(label="后一段的开头", max_length=200, help_text="抄写后一段开头的几个字，要足以认出位置。")
    kind = forms.ChoiceField(label="后一段的类别", choices=Paragraph.KINDS)
    label = forms.CharField(label="后一段的段号", max_length=40, required=False, help_text="留空则自动编号。")


class CitationForm(forms.Form):
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
        data = self.cleaned_data
        labels = [label for label in _BETWEEN.split(data["paragraphs"]) if label]
        return CitationValues(data["target"], labels, data["verb"], data["verb_group"], data["theme"])


class NewCitationForm(CitationForm):
    words = forms.CharField(label="原文用语", max_length=400, help_text="照抄段落中的文字，或在上面的段落里直接选中。")
    occurrence = forms.IntegerField(
        label="第几处", min_value=1, initial=1, required=False, help_text="同样的文字在段中出现几次时用到。"
    )
    field_order = ["words", "occurrence", "target", "paragraphs", "verb", "verb_group", "theme"]


@permission_required(VIEW_PERMISSION, raise_exception=True)
def edit_paragraph(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Show the paragraph with a form for each thing that can be corrected; posting corrects one of them."""
    document = get_object_or_404(Document, pk=pk)
    row = get_object_or_404(document.paragraphs.prefetch_related("citations__target"), order=order)
    if request.method == "POST":
        return _post(request, document, row)
    return _show(request, document, row)


def _show(request: HttpRequest, document: Document, row: Paragraph, **bound: forms.Form) -> HttpResponse:
    numbers = document.paragraphs.values_list("order", "label")
    neighbours = dict(numbers.filter(order__in=[row.order - 1, row.order + 1]))
    chosen = request.GET.get("words", "")
    citations = [
        (citation, _citation_form(citation)) for citation in sorted(row.citations.all(), key=lambda item: item.start)
    ]
    forms_shown = {
        "change_form": ParagraphForm(initial={"kind": row.kind, "label": row.label}, prefix="change"),
        "split_form": SplitForm(initial={"kind": row.kind, "words": request.GET.get("split", "")}, prefix="split"),
        "add_form": NewCitationForm(
            initial={"words": chosen, "occurrence": request.GET.get("occurrence", 1)}, prefix="add"
        ),
    }
    context = {
        "document": document,
        "paragraph": row,
        "runs": paragraph_runs(row),
        "citations": citations,
        "before": neighbours.get(row.order - 1),
        "after": neighbours.get(row.order + 1),
        "may_edit": may_edit(request.user, document),
        **forms_shown,
        **bound,
    }
    return render_desk_page(request, "paragraph.html", f"{document} · {row.label}", **context)


def _citation_form(citation) -> CitationForm:
    initial = {
        "target": str(citation.target or ""),
        "paragraphs": "、".join(citation.cited_paragraphs),
        "verb": citation.verb,
        "verb_group": citation.verb_group,
        "theme": citation.theme,
    }
    return CitationForm(initial=initial, prefix=f"c{citation.pk}")


def _post(request: HttpRequest, document: Document, row: Paragraph) -> HttpResponse:
    require_permission(may_edit(request.user, document))
    action, _, key = request.POST.get("action", "").partition(":")
    by = {"user": request.user, "version": request.POST.get("version", "")}
    handler = _HANDLERS.get(action)
    if handler is None:
        return _show(request, document, row)
    return handler(request, document, row, key, by)


def _run(request: HttpRequest, row: Paragraph, done: str, change, *args, **values) -> HttpResponse:
    run_with_message(request, done, lambda: apply_correction(change, *args, **values))
    return HttpResponseRedirect(review_url(row.document_id, f"n{row.order}"))


def _change(request, document, row, key, by) -> HttpResponse:
    form = ParagraphForm(request.POST, prefix="change")
    if not form.is_valid():
        return _show(request, document, row, change_form=form)
    kind, label = form.cleaned_data["kind"], form.cleaned_data["label"].strip()
    if kind != row.kind and label == row.label:
        label = label if label[:1].isdigit() else ""  # a running label belongs to its kind
    return _run(
        request, row, "段落已更正。", corrections.correct_paragraph, row.pk, "change", kind=kind, label=label, **by
    )


def _split(request, document, row, key, by) -> HttpResponse:
    form = SplitForm(request.POST, prefix="split")
    if form.is_valid():
        place = row.text.find(form.cleaned_data["words"].strip())
        at = len("".join(row.text[:place].split()))
        if place > 0 and split_offset(row.text, at) > 0:
            kind, label = form.cleaned_data["kind"], form.cleaned_data["label"].strip()
            values = {"kind": kind, "label": label or "p0", "at": at}
            return _run(request, row, "段落已拆分。", corrections.correct_paragraph, row.pk, "split", **values, **by)
        form.add_error("words", "这些字不在这一段的中间，请照抄后一段的开头。")
    return _show(request, document, row, split_form=form)


def _join(request, document, row, key, by) -> HttpResponse:
    return _run(request, row, "已与后一段合并。", corrections.correct_paragraph, row.pk, "join", **by)


def _correct(request, document, row, key, by) -> HttpResponse:
    form = CitationForm(request.POST, prefix=f"c{key}")
    if form.is_valid():
        return _run(request, row, "引文已更正。", corrections.correct_citation, _key(key), form.values(), **by)
    run_with_message(request, "", lambda: _refuse(form))
    return HttpResponseRedirect(request.path)


def _refuse(form: forms.Form) -> None:
    raise CorrectionError("".join(f"{form[name].label}：{''.join(errors)}" for name, errors in form.errors.items()))


def _reject(request, document, row, key, by) -> HttpResponse:
    return _run(request, row, "已否定：这些文字不再作为引文。", corrections.reject_citation, _key(key), **by)


def _restore(request, document, row, key, by) -> HttpResponse:
    return _run(request, row, "已恢复程序的读法。", corrections.restore_citation, _key(key), **by)


def _key(key: str) -> int:
    return int(key) if key.isdigit() else 0


def _add(request, document, row, key, by) -> HttpResponse:
    form = NewCitationForm(request.POST, prefix="add")
    if form.is_valid():
        words = form.cleaned_data["words"].strip()
        start = _occurrence(row.text, words, form.cleaned_data["occurrence"] or 1)
        if start is not None:
            end = start + len(words)
            return _run(request, row, "引文已添加。", corrections.add_citation, row.pk, start, end, form.values(), **by)
        form.add_error("words", "这一段里没有这些文字（或没有这么多处），请照抄。")
    return _show(request, document, row, add_form=form)


def _occurrence(text: str, words: str, number: int) -> int | None:
    """Where ``words`` stand for the ``number``-th time, counted from 1."""
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
