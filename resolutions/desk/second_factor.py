"""Second factor of staff: six digits from an app on a phone (TOTP, RFC 6238), and recovery codes for a lost phone.

django-otp keeps the devices, slows down guessing and refuses a code that was used before.
"""

from base64 import b32encode
from io import BytesIO

import django_otp
import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
_DIGITS = 6
_NAME = "手机应用"
_RECOVERY_NAME = "恢复码"


class SecondFactorError(Exception):
    """The code cannot be accepted; the message is a sentence for the person who logs in."""


def has_second_factor(user: User) -> bool:
    """Return True when the account has set up a second factor; one query."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def verify_code(user: User, code: str) -> TOTPDevice | StaticDevice:
    """Return the device that accepts ``code``: six digits of the app, or a recovery code, which is then used up.

    Raises ``SecondFactorError``.
    """
    code = "".join(code.split()).lower()
    if not code:
        raise SecondFactorError(gettext("这个账号启用了动态码，请同时输入手机应用显示的六位数字，或一个恢复码。"))
    is_digits = len(code) == _DIGITS and code.isdecimal()
    device = _app(user, confirmed=True) if is_digits else StaticDevice.objects.filter(user=user).first()
    if device and not device.verify_is_allowed()[0]:
        raise SecondFactorError(gettext("动态码接连输错，请等几秒钟再试。"))
    if device and django_otp.verify_token(user, device.persistent_id, code):
        return device
    raise SecondFactorError(gettext("动态码不对：请输入手机应用现在显示的六位数字，或一个没有用过的恢复码。"))


def begin_setup(user: User) -> TOTPDevice:
    """Return the device that waits for its first code; repeated calls return the same one."""
    return _app(user, confirmed=False) or TOTPDevice.objects.create(user=user, name=_NAME, confirmed=False)


def confirm_setup(user: User, code: str) -> TOTPDevice:
    """Put the waiting device into use when ``code`` is its present one. Raises ``SecondFactorError``."""
    device = begin_setup(user)
    if not django_otp.verify_token(user, device.persistent_id, "".join(code.split())):
        raise SecondFactorError(gettext("数字不对。请确认手机的时间准确，再输入应用现在显示的六位数字。"))
    device.refresh_from_db()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


def renew_recovery_codes(user: User) -> list[str]:
    """Replace the recovery codes of an account and return the new ones; each works once."""
    with transaction.atomic():
        device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": _RECOVERY_NAME})
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def count_recovery_codes(user: User) -> int:
    """Return the number of recovery codes that are left."""
    return StaticToken.objects.filter(device__user=user).count()


def remove_second_factor(user: User) -> None:
    """Remove the app and the recovery codes of an account; the password alone is enough again."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()


def secret_text(device: TOTPDevice) -> str:
    """Return the secret as the app takes it from the keyboard: Base32 in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def draw_qr_code(device: TOTPDevice) -> bytes:
    """Return the QR code for the app as an SVG file."""
    file = BytesIO()
    segno.make(device.config_url, error="m").save(file, kind="svg", scale=6, border=4, light="#fff")
    return file.getvalue()


def _app(user: User, confirmed: bool) -> TOTPDevice | None:
    return TOTPDevice.objects.devices_for_user(user, confirmed=confirmed).first()
