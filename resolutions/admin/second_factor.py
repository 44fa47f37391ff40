"""动态码: a member of staff sets up the second factor, renews recovery codes, or switches it off."""

import django_otp
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import StaffRequest
from resolutions.desk import second_factor
from resolutions.desk.second_factor import SecondFactorError
from resolutions.interface.sentences import translate_sentence

_TEMPLATE, _TITLE = "second_factor.html", gettext_lazy("动态码")


def second_factor_page(request: StaffRequest) -> HttpResponse:
    """Show the state of the own account, or change it. Recovery codes are in the response that made them, once."""
    user = request.user
    if request.method == "POST":
        return _CHANGES.get(request.POST.get("action", ""), _no_change)(request)
    if second_factor.has_second_factor(user):
        left = second_factor.count_recovery_codes(user)
        return render_desk_page(request, _TEMPLATE, str(_TITLE), left=left, is_required=settings.SECOND_FACTOR_REQUIRED)
    device = second_factor.begin_setup(user)
    return render_desk_page(request, _TEMPLATE, str(_TITLE), secret=second_factor.secret_text(device))


def qr_code(request: StaffRequest) -> HttpResponse:
    """Serve the QR code of the device that waits for its first code; 404 when the second factor is in use."""
    if second_factor.has_second_factor(request.user):
        raise Http404
    svg = second_factor.draw_qr_code(second_factor.begin_setup(request.user))
    return HttpResponse(svg, content_type="image/svg+xml")


def _confirm(request: StaffRequest) -> HttpResponse:
    if second_factor.has_second_factor(request.user):
        return _back()
    try:
        device = second_factor.confirm_setup(request.user, request.POST.get("code", ""))
    except SecondFactorError as error:
        messages.error(request, translate_sentence(str(error)))
        return _back()
    django_otp.login(request, device)
    return _show_codes(request)


def _renew(request: StaffRequest) -> HttpResponse:
    return _show_codes(request) if _has_right_code(request) else _back()


def _remove(request: StaffRequest) -> HttpResponse:
    if _has_right_code(request):
        second_factor.remove_second_factor(request.user)
        messages.success(request, gettext("动态码已停用。"))
    return _back()


def _no_change(request: HttpRequest) -> HttpResponse:
    return _back()


_CHANGES = {"confirm": _confirm, "renew": _renew, "remove": _remove}


def _has_right_code(request: StaffRequest) -> bool:
    """Check the code of the form; tell the user when it is wrong. A stolen session cannot remove the factor."""
    try:
        second_factor.verify_code(request.user, request.POST.get("code", ""))
    except SecondFactorError as error:
        messages.error(request, translate_sentence(str(error)))
        return False
    return True


def _show_codes(request: StaffRequest) -> HttpResponse:
    codes = second_factor.renew_recovery_codes(request.user)
    return render_desk_page(request, _TEMPLATE, str(_TITLE), codes=codes, left=len(codes))


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:auth_user_second_factor"))
