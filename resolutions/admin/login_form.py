"""Login form of the desk: user name, password and, for accounts that have one, the second factor."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from resolutions.desk.second_factor import SecondFactorError, has_second_factor, verify_code
from resolutions.interface.sentences import translate_sentence


class LoginForm(AdminAuthenticationForm):
    """One step: a session begins only when password and code are right."""

    code = forms.CharField(
        label=gettext_lazy("动态码或恢复码"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check the code after the password; django-otp's signal then marks the session as verified."""
        cleaned = super().clean()
        user = self.get_user()
        if isinstance(user, User) and has_second_factor(user):
            try:
                setattr(user, "otp_device", verify_code(user, cleaned.get("code") or ""))  # noqa: B010
            except SecondFactorError as error:
                raise ValidationError(translate_sentence(str(error)), code="second_factor") from error
        return cleaned
