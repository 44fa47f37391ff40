"""段落: correct one paragraph and its citations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.paragraph_forms import CitationForm, NewCitationForm, ParagraphForm, SplitForm, WordsForm
from resolutions.admin.permissions import VIEW_PERMISSION, StaffRequest, may_edit, require_permission
from resolutions.admin.review import paragraph_runs
from resolutions.admin.typed_values import list_typed_values
from resolutions.desk.overtaken_edits import find_paragraph_seen
from resolutions.display.labels import format_address
from resolutions.interface.sentences import translate_sentence, translate_sentences
from resolutions.models import Citation, Document, Paragraph
from resolutions.text.manual_corrections import split_offset
from resolutions.writing import citation_corrections, corrections
from resolutions.writing.errors import EditConflictError
from resolutions.writing.publish import apply_correction
from resolutions.writing.text_corrections import correct_words


@dataclass(frozen=True, slots=True)
class CitationWithForm:
    """A citation with the form that corrects it."""

    citation: Citation
    form: CitationForm


@permission_required(VIEW_PERMISSION, raise_exception=True)
def edit_paragraph(request: StaffRequest, pk: int, order: int) -> HttpResponse:
    """Show the paragraph with a form for each correction; a POST applies one of them."""
    document = get_object_or_404(Document, pk=pk)
    row = _find_row(request, document, order)
    if request.method == "POST":
        return _apply(request, document, row)
    return _show(request, document, row)


def _find_row(request: StaffRequest, document: Document, order: int) -> Paragraph:
    """Return the paragraph; for a form opened before another editor's change the one it was opened with, if it exists.

    A form that was overtaken writes nothing, so the nearest paragraph serves to show what was typed. Raises Http404.
    """
    edit_token = request.POST.get("version", "")
    if edit_token and edit_token != document.edit_token:
        row = find_paragraph_seen(document, order, request.POST.get("seen", ""))
    else:
        row = document.paragraphs.prefetch_related("citations__target").filter(order=order).first()
    if row is None:
        raise Http404
    return row


def _show(request: StaffRequest, document: Document, row: Paragraph, **bound: Any) -> HttpResponse:
    numbers = document.paragraphs.values_list("order", "label")
    around = numbers.filter(order__in=[row.order - 1, row.order + 1])
    neighbours = {order: format_address(label) for order, label in around}
    words = request.GET.get("words", "")
    citations = sorted(row.citations.all(), key=lambda citation: citation.start)
    unbound = {
        "words_form": WordsForm(initial={"text": row.text}, prefix="words"),
        "change_form": ParagraphForm(initial=_present_values(row), prefix="change"),
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


def _present_values(row: Paragraph) -> dict[str, Any]:
    """Return the saved values of a paragraph by the names of its forms' fields."""
    return {"text": row.text, "kind": row.kind, "label": row.label}


def _citation_form(citation: Citation) -> CitationForm:
    return CitationForm(initial=_citation_values(citation), prefix=f"c{citation.pk}")


def _citation_values(citation: Citation) -> dict[str, str]:
    return {
        "target": str(citation.target or ""),
        "paragraphs": "、".join(citation.cited_paragraphs),
        "verb": citation.verb,
        "verb_group": citation.verb_group,
        "theme": citation.theme,
    }


@dataclass(frozen=True, slots=True)
class Submission:
    """A POST of this page: the user, the paragraph, the id of the citation (0 for none) and the edit token."""

    request: StaffRequest
    document: Document
    row: Paragraph
    citation_id: int

    def run(
        self, done: str, form: forms.Form | None, correct: Callable[..., tuple[int, ...]], *args: Any, **values: Any
    ) -> HttpResponse:
        """Apply a correction in the name of the user, and return to the paragraph on the review page.

        After a conflict the page shows the values of ``form`` beside the saved ones, and the form with them.
        """
        values |= {"user": self.request.user, "edit_token": self.request.POST.get("version", "")}
        try:
            run_with_message(self.request, done, lambda: apply_correction(correct, *args, **values), EditConflictError)
        except EditConflictError as conflict:
            return self._show_conflict(str(conflict), form)
        return HttpResponseRedirect(review_url(self.row.document_id, f"n{self.row.order}"))

    def _show_conflict(self, conflict: str, form: forms.Form | None) -> HttpResponse:
        if form is None:
            messages.error(self.request, translate_sentence(conflict))
            return HttpResponseRedirect(review_url(self.row.document_id, f"n{self.row.order}"))
        citation = next((row for row in self.row.citations.all() if row.pk == self.citation_id), None)
        saved = _citation_values(citation) if citation else _present_values(self.row)
        name = _FORM_NAMES.get(type(form), "")
        bound = {name: form} if name else {}
        return self.show(conflict=conflict, typed_values=list_typed_values(form, saved), **bound)

    def show(self, **bound: Any) -> HttpResponse:
        """Show the page again with the errors of the bound forms."""
        return _show(self.request, self.document, self.row, **bound)


def _apply(request: StaffRequest, document: Document, row: Paragraph) -> HttpResponse:
    require_permission(may_edit(request.user, document))
    action, _, key = request.POST.get("action", "").partition(":")
    submission = Submission(request, document, row, int(key) if key.isdecimal() else 0)
    handler = _HANDLERS.get(action)
    return handler(submission) if handler else submission.show()


def _correct_words(submission: Submission) -> HttpResponse:
    form = WordsForm(submission.request.POST, prefix="words")
    if not form.is_valid():
        return submission.show(words_form=form)
    return submission.run(gettext("文字已更正。"), form, correct_words, submission.row.pk, form.cleaned_data["text"])


def _change(submission: Submission) -> HttpResponse:
    form = ParagraphForm(submission.request.POST, prefix="change")
    if not form.is_valid():
        return submission.show(change_form=form)
    row, kind, label = submission.row, form.cleaned_data["kind"], form.cleaned_data["label"].strip()
    if kind != row.kind and label == row.label:
        label = label if label[:1].isdigit() else ""  # a running label belongs to its kind
    return submission.run(
        gettext("段落已更正。"), form, corrections.correct_paragraph, row.pk, "change", kind=kind, label=label
    )


def _split(submission: Submission) -> HttpResponse:
    form = SplitForm(submission.request.POST, prefix="split")
    if form.is_valid():
        row, place = submission.row, submission.row.text.find(form.cleaned_data["words"].strip())
        at = len("".join(row.text[:place].split()))
        if place > 0 and split_offset(row.text, at) > 0:
            kind, label = form.cleaned_data["kind"], form.cleaned_data["label"].strip()
            values = {"kind": kind, "label": label or "p0", "at": at}
            return submission.run(
                gettext("段落已拆分。"), form, corrections.correct_paragraph, row.pk, "split", **values
            )
        form.add_error("words", gettext("这些字不在这一段的中间，请照抄后一段的开头。"))
    return submission.show(split_form=form)


def _join(submission: Submission) -> HttpResponse:
    return submission.run(gettext("已与后一段合并。"), None, corrections.correct_paragraph, submission.row.pk, "join")


def _correct(submission: Submission) -> HttpResponse:
    form = CitationForm(submission.request.POST, prefix=f"c{submission.citation_id}")
    if form.is_valid():
        return submission.run(
            gettext("引文已更正。"), form, citation_corrections.correct_citation, submission.citation_id, form.values()
        )
    for name, errors in form.errors.items():
        reason = translate_sentences(map(str, errors))
        messages.error(submission.request, gettext("{name}：{reason}").format(name=form[name].label, reason=reason))
    return HttpResponseRedirect(submission.request.path)


def _reject(submission: Submission) -> HttpResponse:
    done = gettext("已否定：这些文字不再作为引文。")
    return submission.run(done, None, citation_corrections.reject_citation, submission.citation_id)


def _restore(submission: Submission) -> HttpResponse:
    return submission.run(
        gettext("已恢复程序的读法。"), None, citation_corrections.restore_citation, submission.citation_id
    )


def _add(submission: Submission) -> HttpResponse:
    form = NewCitationForm(submission.request.POST, prefix="add")
    if form.is_valid():
        row, words = submission.row, form.cleaned_data["words"].strip()
        start = _find_occurrence(row.text, words, form.cleaned_data["occurrence"] or 1)
        if start is not None:
            span = start, start + len(words)
            return submission.run(
                gettext("引文已添加。"), form, citation_corrections.add_citation, row.pk, *span, form.values()
            )
        form.add_error("words", gettext("这一段里没有这些文字（或没有这么多处），请照抄。"))
    return submission.show(add_form=form)


def _find_occurrence(text: str, words: str, number: int) -> int | None:
    """Return the offset of occurrence ``number`` of ``words``, counted from 1; None when there are fewer."""
    at = -1
    for _ in range(min(number, 1000)):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at


_FORM_NAMES: dict[type[forms.Form], str] = {
    WordsForm: "words_form",
    ParagraphForm: "change_form",
    SplitForm: "split_form",
    NewCitationForm: "add_form",
}
_HANDLERS = {
    "words": _correct_words,
    "change": _change,
    "split": _split,
    "join": _join,
    "correct": _correct,
    "reject": _reject,
    "restore": _restore,
    "add": _add,
}
