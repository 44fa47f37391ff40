"""交接: mark a draft as ready, send it back with a note, schedule its publication."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import review_url, run_with_message
from resolutions.admin.handover_form import HandoverForm
from resolutions.admin.permissions import PUBLISH_PERMISSION, StaffRequest, may_edit, require_permission
from resolutions.admin.review import show_review
from resolutions.desk import handovers
from resolutions.desk.publication_checks import find_obstacles
from resolutions.interface.sentences import translate_sentences
from resolutions.models import Document, HandoverState

_DONE = {
    HandoverState.READY: gettext_lazy("已标为待发布。"),
    HandoverState.RETURNED: gettext_lazy("已退回。"),
    HandoverState.SCHEDULED: gettext_lazy("已排定发布时间。"),
}


@require_POST
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Carry out the handover ``word``: ``ready``, ``returned``, ``scheduled`` or ``taken``."""
    document = get_object_or_404(Document, pk=pk)
    word = request.POST.get("word", "")
    needs_publisher = word in (HandoverState.RETURNED, HandoverState.SCHEDULED)
    require_permission(may_edit(request.user, document))
    require_permission(not needs_publisher or request.user.has_perm(PUBLISH_PERMISSION))
    form = HandoverForm(request.POST)
    if word == "taken":
        run_with_message(request, gettext("已取消交接。"), lambda: handovers.take_back(document, user=request.user))
    elif word not in _DONE:
        messages.error(request, gettext("请选择一种交接。"))
    elif not form.is_valid():
        messages.error(request, translate_sentences(str(error) for errors in form.errors.values() for error in errors))
    elif word == HandoverState.RETURNED and not form.cleaned_data["note"].strip():
        messages.error(request, gettext("请在附言里写明要改什么。"))
    elif word == HandoverState.SCHEDULED and (reasons := find_obstacles(document)):
        messages.error(request, gettext("不能发布：{reasons}").format(reasons=translate_sentences(reasons)))
    elif _hand_over(request, document, HandoverState(word), form):
        return HttpResponseRedirect(review_url(pk))
    if word in _DONE:  # what was typed is kept
        return show_review(request, Document.objects.get(pk=pk), handover_form=form)
    return HttpResponseRedirect(review_url(pk))


def _hand_over(request: StaffRequest, document: Document, state: HandoverState, form: HandoverForm) -> bool:
    """Hand the document over and return True, or say why not."""
    assignee = form.cleaned_data["assignee"] if state == HandoverState.READY else None
    if state == HandoverState.RETURNED:
        assignee = handovers.author_of(document)
    return run_with_message(
        request,
        str(_DONE[state]),
        lambda: handovers.hand_over(
            document,
            state,
            user=request.user,
            assignee=assignee,
            note=form.cleaned_data["note"],
            publish_at=form.cleaned_data["publish_at"],
            edit_token=request.POST.get("version", ""),
        ),
    )
