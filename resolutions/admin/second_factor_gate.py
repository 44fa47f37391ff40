"""Middleware for accounts without the second factor that they have, or must have."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from resolutions.desk.second_factor import has_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecondFactorGate:
    """Stands after ``OTPMiddleware``. A request without a session costs nothing; one query for a session without code.

    A session from before the account had its second factor is ended. With ``SECOND_FACTOR_REQUIRED`` staff without one
    are sent to set it up, and see what every reader sees until then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, as an anonymous one where the second factor is missing, or redirect."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
            return self.get_response(request)
        if getattr(request.user, "otp_device", None):
            return self.get_response(request)
        is_at_desk = request.path.startswith(reverse("admin:index"))
        if has_second_factor(request.user):
            logout(request)
            if is_at_desk:
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        elif settings.SECOND_FACTOR_REQUIRED and request.user.is_staff and request.path not in _setup_paths():
            request.user = AnonymousUser()
            if is_at_desk:
                return HttpResponseRedirect(reverse("admin:auth_user_second_factor"))
        return self.get_response(request)


def _setup_paths() -> tuple[str, ...]:
    names = ("auth_user_second_factor", "auth_user_qr_code", "logout", "jsi18n")
    return tuple(reverse(f"{admin.site.name}:{name}") for name in names)
