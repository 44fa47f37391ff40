"""英文本: compare a text in another language with the Chinese one, publish, withdraw or discard it."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import (
    EDIT_PERMISSION,
    PUBLISH_PERMISSION,
    VIEW_PERMISSION,
    StaffRequest,
    require_permission,
)
from resolutions.desk.translations import compare_languages
from resolutions.models import Document, Translation, TranslationState
from resolutions.writing import translation_texts
from resolutions.writing.publish import apply_correction

_SHOWN = (TranslationState.DRAFT, TranslationState.PUBLISHED)


@permission_required(VIEW_PERMISSION, raise_exception=True)
def translation(request: StaffRequest, pk: int, translation: int) -> HttpResponse:
    """Show both languages beside each other with the citations that stand in one only; a POST decides."""
    document = get_object_or_404(Document, pk=pk)
    row = get_object_or_404(document.translations.select_related("source", "document"), pk=translation)
    if request.method == "POST":
        return _decide(request, row)
    rows = compare_languages(row) if row.state in _SHOWN else []
    context = {
        "document": document,
        "translation": row,
        "rows": rows,
        "differing": sum(one.differs for one in rows),
        "may_publish": request.user.has_perm(PUBLISH_PERMISSION),
        "may_discard": request.user.has_perm(EDIT_PERMISSION),
    }
    return render_desk_page(request, "translation.html", str(row), **context)


def _decide(request: StaffRequest, row: Translation) -> HttpResponse:
    edit_token = request.POST.get("version", "")
    language = row.get_language_display()
    if "discard" in request.POST:
        require_permission(request.user.has_perm(EDIT_PERMISSION))
        change, done = partial(translation_texts.discard_translation, row), gettext("{language}本草稿已丢弃。")
    else:
        require_permission(request.user.has_perm(PUBLISH_PERMISSION))
        if "withdraw" in request.POST:
            change = partial(apply_correction, translation_texts.withdraw_translation, row)
            done = gettext("{language}本已撤回。")
        else:
            change = partial(apply_correction, translation_texts.publish_translation, row)
            done = gettext("{language}本已发布。")
    done = done.format(language=language)
    is_done = run_with_message(request, done, partial(change, user=request.user, edit_token=edit_token))
    return HttpResponseRedirect(review_url(row.document_id) if is_done else request.path)
