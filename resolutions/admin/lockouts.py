"""登录锁定: names and addresses that are locked after wrong passwords; a member of 管理员 unlocks them."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import ACCOUNTS_PERMISSION
from resolutions.desk.login_lockout import list_lockouts, unlock


@permission_required(ACCOUNTS_PERMISSION, raise_exception=True)
def lockouts(request: HttpRequest) -> HttpResponse:
    """List the lockouts; a POST unlocks a name from an address, or the address."""
    if request.method != "POST":
        return render_desk_page(request, "lockouts.html", gettext("登录锁定"), lockouts=list_lockouts())
    address, username = request.POST.get("address", ""), request.POST.get("username", "")
    if unlock(address, username or None):
        done = gettext("已解除：{name}（{address}）。")
        messages.success(request, done.format(name=username or gettext("一切登录"), address=address))
    return HttpResponseRedirect(reverse("admin:auth_user_lockouts"))
