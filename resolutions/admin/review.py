"""查看: review a document beside its source text, correct its heading, publish and withdraw it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import (
    render_desk_page,
    review_url,
    run_with_message,
    warn_of_undelivered_changes,
)
from resolutions.admin.handover_form import HandoverForm
from resolutions.admin.original_pages import build_panel, locate_paragraphs
from resolutions.admin.permissions import (
    PUBLISH_PERMISSION,
    VIEW_PERMISSION,
    StaffRequest,
    may_edit,
    require_permission,
)
from resolutions.admin.typed_values import list_typed_values
from resolutions.desk.handovers import find_handover
from resolutions.desk.heading_evidence import (
    HeadingValues,
    NumberedLine,
    describe_origin,
    find_heading_lines,
)
from resolutions.desk.paragraph_places import ParagraphPlace
from resolutions.desk.publication_checks import find_obstacles, list_warnings
from resolutions.desk.recognition_request import recognizes_scans
from resolutions.desk.source_lines import find_paragraph_lines, list_printed_lines
from resolutions.desk.stored_scans import find_recognition_job, has_unread_scans
from resolutions.desk.text_language import language_to_show
from resolutions.desk.translations import list_translations
from resolutions.desk.typed_symbols import describe_wrong_symbol
from resolutions.desk.versions import draft_versions
from resolutions.desk.worklist import citation_summary
from resolutions.display.runs import Run, build_spans, split_into_runs
from resolutions.interface.sentences import translate_sentence, translate_sentences
from resolutions.models import Citation, Document, Kind, Paragraph, Status
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.text.text_corrections import Overlay, lay_over
from resolutions.writing import corrections
from resolutions.writing.corrections import HEADING_LABELS, heading_value
from resolutions.writing.derivation import load_corrections
from resolutions.writing.errors import CorrectionError, EditConflictError
from resolutions.writing.publish import apply_correction, change_status

_FIRST_DAY, _LAST_DAY = datetime.date(1945, 6, 26), datetime.date(2100, 1, 1)


class HeadingForm(forms.Form):
    """Values of the heading; ``initial`` holds the present ones."""

    symbol = forms.CharField(label=gettext_lazy("文号"), max_length=120, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("文件类型"), choices=Kind.choices)
    title = forms.CharField(label=gettext_lazy("标题"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    date = forms.DateField(
        label=gettext_lazy("日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    meeting = forms.IntegerField(label=gettext_lazy("会议次数"), required=False, min_value=1, max_value=99999)

    def clean_symbol(self) -> str:
        """Return the symbol in canonical form. Raises ValidationError with suggestions."""
        typed = self.cleaned_data["symbol"].strip()
        if not typed or typed == self.initial.get("symbol"):
            return typed
        if symbol := canonicalize_symbol(typed):
            return symbol
        raise forms.ValidationError(translate_sentence(describe_wrong_symbol(typed, timezone.localdate())))

    def clean_date(self) -> datetime.date | None:
        """Refuse dates before the Charter was signed or after this century."""
        day = self.cleaned_data["date"]
        if day and not _FIRST_DAY <= day < _LAST_DAY:
            raise forms.ValidationError(gettext("日期须在 1945 年《宪章》签署之后。"))
        return day

    def clean(self) -> None:
        """Refuse to remove a symbol."""
        if self.initial.get("symbol") and not self.cleaned_data.get("symbol"):
            self.add_error("symbol", gettext("文号不能清空，只能改为另一个文号。"))

    def values(self) -> dict[str, str]:
        """Return the values as ``corrections.correct_heading`` expects them."""
        data = self.cleaned_data
        return {
            "symbol": data["symbol"],
            "kind": data["kind"],
            "title": data["title"].strip(),
            "date": data["date"].isoformat() if data["date"] else "",
            "meeting": str(data["meeting"] or ""),
        }


@dataclass(frozen=True, slots=True)
class ReviewedParagraph:
    """A paragraph as text runs, with the number of the source line and of the page where it begins."""

    paragraph: Paragraph
    runs: list[Run]
    line: int | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A field of the heading form, the source line that prints its value, and the present value.

    ``origin`` says in Chinese where a value comes from that no line prints.
    """

    field: forms.BoundField
    line: NumberedLine | None
    value: str
    origin: str


@permission_required(VIEW_PERMISSION, raise_exception=True)
def review_document(request: StaffRequest, pk: int) -> HttpResponse:
    """Show source text, paragraphs, heading and warnings of a document; a POST corrects the heading."""
    document = get_object_or_404(Document, pk=pk)
    form = HeadingForm(request.POST if request.method == "POST" else None, initial=_initial_heading(document))
    if request.method != "POST":
        return _show(request, document, form)
    require_permission(may_edit(request.user, document))
    try:
        if form.is_valid() and _correct_heading(request, document, form):
            return HttpResponseRedirect(_url_after_correction(document, form.cleaned_data["symbol"]))
    except EditConflictError as conflict:
        document.refresh_from_db()
        typed_values = list_typed_values(form, _initial_heading(document))
        return _show(request, document, form, conflict=str(conflict), typed_values=typed_values)
    document.refresh_from_db()
    return _show(request, document, form)


def show_review(request: StaffRequest, document: Document, **extra: Any) -> HttpResponse:
    """Show the review page after another form of it failed; ``extra`` are the values that were typed there."""
    return _show(request, document, HeadingForm(initial=_initial_heading(document)), **extra)


def _initial_heading(document: Document) -> dict[str, str]:
    return {name: heading_value(document, name) for name in HEADING_LABELS}


def _show(request: StaffRequest, document: Document, form: HeadingForm, **extra: Any) -> HttpResponse:
    version = document.versions.select_related("source").first()
    text, file_name = (version.text, version.source.name) if version else ("", "")
    overlay = lay_over(text, load_corrections(document).texts)
    paragraphs = list(document.paragraphs.in_reading_order().prefetch_related("citations__target"))
    places = locate_paragraphs(version, overlay, paragraphs) if version else []
    has_scans = has_unread_scans(document)
    undecided = Citation.objects.undecided().filter(source=document)
    context = {
        "document": document,
        "form": form,
        "heading": _heading_rows(document, form, overlay.text, file_name),
        "language": language_to_show(version.language) if version else "",
        "lines": list_printed_lines(text, overlay),
        "read": _review_paragraphs(document, text, overlay, paragraphs, places),
        "panel": build_panel(request.GET, version, paragraphs, places) if version else None,
        "paragraph_kinds": Paragraph.KINDS,
        "translations": list_translations(document),
        "draft_versions": draft_versions().filter(document=document),
        "summary": citation_summary(document),
        "obstacles": find_obstacles(document),
        "warnings": list_warnings(document),
        "scan_job": find_recognition_job(document) if has_scans else None,
        "may_recognize": has_scans and recognizes_scans() and may_edit(request.user, document),
        "undecided": undecided.in_reading_order().select_related("paragraph"),
        "source": version.source if version else document.sources.order_by("-id").first(),
        "may_edit": may_edit(request.user, document) and document.status != Status.STUB,
        "may_publish": request.user.has_perm(PUBLISH_PERMISSION),
        "handover": find_handover(document),
        "handover_form": HandoverForm(),
        **extra,
    }
    return render_desk_page(request, "look.html", str(document), **context)


def _heading_rows(document: Document, form: HeadingForm, text: str, file_name: str) -> list[HeadingRow]:
    """Return the fields with the evidence for their values; one query for each value that no line prints."""
    lines = find_heading_lines(text, _heading_values(document))
    rows = []
    for field in form:
        line, value = lines.get(field.name), form.initial[field.name]
        origin = describe_origin(document, field.name, file_name) if value and not line else ""
        rows.append(HeadingRow(field, line, value, origin))
    return rows


def _correct_heading(request: StaffRequest, document: Document, form: HeadingForm) -> bool:
    """Write the heading and return true. Raises EditConflictError."""
    try:
        apply_correction(
            corrections.correct_heading,
            document.pk,
            form.values(),
            user=request.user,
            edit_token=request.POST.get("version", ""),
        )
    except CorrectionError as error:
        form.add_error("symbol", translate_sentence(str(error)))
        return False
    messages.success(request, gettext("标题事项已保存。"))
    warn_of_undelivered_changes(request)
    return True


def _url_after_correction(document: Document, symbol: str) -> str:
    """Return the address of the review page; another symbol moved the text to another row."""
    moved = Document.objects.filter(symbol=symbol).exclude(symbol="").values_list("pk", flat=True).first()
    return review_url(moved or document.pk)


def _heading_values(document: Document) -> HeadingValues:
    return HeadingValues(document.symbol, document.kind, document.title, document.adopted_on, document.meeting)


def _review_paragraphs(
    document: Document, text: str, overlay: Overlay, paragraphs: list[Paragraph], places: list[ParagraphPlace]
) -> list[ReviewedParagraph]:
    """Return the paragraphs with all their citations; characters in doubt are marked until an editor confirmed them."""
    lines = find_paragraph_lines(text, overlay, [paragraph.text for paragraph in paragraphs])
    return [
        ReviewedParagraph(
            paragraph,
            paragraph_runs(paragraph, place.doubtful if document.quality_mark else ()),
            line,
            place.first_page,
        )
        for paragraph, line, place in zip(paragraphs, lines, places, strict=True)
    ]


def paragraph_runs(paragraph: Paragraph, doubtful: Iterable[int] = ()) -> list[Run]:
    """Split the text at its citations, number and footnote marks; no query after a prefetch of ``citations``.

    The characters at the offsets ``doubtful`` become pieces of the runs.
    """
    spans = build_spans(paragraph.lead, paragraph.marks, paragraph.citations.all())
    return split_into_runs(paragraph.text, spans, hits=[(at, at + 1, 1) for at in doubtful])


@require_POST
@permission_required(PUBLISH_PERMISSION, raise_exception=True)
def publish_document(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish a draft or withdrawn document."""
    document = get_object_or_404(Document, pk=pk)
    if reasons := find_obstacles(document):
        messages.error(request, gettext("不能发布：{reasons}").format(reasons=translate_sentences(reasons)))
    else:
        edit_token = request.POST.get("version", "")
        run_with_message(
            request,
            gettext("已发布：{url}").format(url=request.build_absolute_uri(document.get_absolute_url())),
            lambda: change_status(document, Status.PUBLISHED, user=request.user, edit_token=edit_token),
        )
    return HttpResponseRedirect(review_url(document.pk))


@require_POST
@permission_required(PUBLISH_PERMISSION, raise_exception=True)
def withdraw_document(request: StaffRequest, pk: int) -> HttpResponse:
    """Withdraw a published document; its page shows the reason."""
    document = get_object_or_404(Document, pk=pk)
    reason = request.POST.get("reason", "").strip()[:500]
    if document.status != Status.PUBLISHED:
        messages.error(request, gettext("只有已发布的文件可以撤回。"))
    elif not reason:
        messages.error(request, gettext("请写明撤回的理由，读者会在该文件的页面上看到。"))
    else:
        edit_token = request.POST.get("version", "")
        is_done = run_with_message(
            request,
            gettext("已撤回；页面上写明理由，引用它的链接照旧。"),
            lambda: change_status(document, Status.WITHDRAWN, user=request.user, reason=reason, edit_token=edit_token),
        )
        if not is_done:
            return show_review(request, Document.objects.get(pk=pk), withdrawal_reason=reason)
    return HttpResponseRedirect(review_url(document.pk))
