"""动态码: set up from the page, asked for at the login, replaced by a recovery code, removed by a 管理员."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from resolutions.models import Status
from tests.desk.people import logged_in, member
from tests.web.factories import make_document

pytestmark = pytest.mark.django_db
PAGE, QR_CODE = "/admin/auth/user/second-factor/", "/admin/auth/user/second-factor/qr.svg"
LOGGED_IN, ASKED_AGAIN = 302, 200
START_SECONDS = 1_800_000_000.0  # since 1970; a code begins with this second


@dataclass
class Clock:
    """A clock that stands still: ``seconds`` since 1970, for codes and for the delay after a wrong one."""

    seconds: float = START_SECONDS

    def time(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    """Let django-otp read a clock that only the test moves; a slow machine would let the delays pass."""
    clock = Clock()
    monkeypatch.setattr("django_otp.plugins.otp_totp.models.time", SimpleNamespace(time=clock.time))
    monkeypatch.setattr("django_otp.models.timezone", SimpleNamespace(now=clock.now))
    return clock


def present_code(user: User, steps: int = 0) -> str:
    """The six digits that the app of ``user`` shows, or will show in ``steps`` half minutes."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = START_SECONDS + steps * device.step
    return f"{totp.token():06d}"


def set_up(client: Client, user: User) -> list[str]:
    """Set up the second factor through the page; returns the recovery codes."""
    client.get(PAGE)
    page = client.post(PAGE, {"action": "confirm", "code": present_code(user)}).content.decode()
    return re.findall(r"<li><code>(\w+)</code>", page)


def log_in(user: User, code: str = "") -> tuple[int, str]:
    form = {"username": user.username, "password": user.username, "code": code}
    response = Client().post("/admin/login/", form)
    return response.status_code, response.content.decode()


@pytest.fixture
def editor_account(roles) -> User:
    return member("编辑")


@pytest.fixture
def client_of_editor(editor_account) -> Client:
    return logged_in(editor_account)


def test_the_page_shows_the_secret_as_a_picture_of_its_own_address(client_of_editor, editor_account):
    page = client_of_editor.get(PAGE).content.decode()
    assert f'src="{QR_CODE}"' in page and "data:" not in page
    picture = client_of_editor.get(QR_CODE)
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture.headers["Cache-Control"]
    assert ElementTree.fromstring(picture.content).tag.endswith("svg") and b"style=" not in picture.content
    secret = re.search(r"密钥：<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert f"secret={secret}" in TOTPDevice.objects.get(user=editor_account).config_url


def test_a_wrong_code_does_not_switch_it_on(client_of_editor, editor_account):
    client_of_editor.get(PAGE)
    page = client_of_editor.post(PAGE, {"action": "confirm", "code": "abc"}, follow=True).content.decode()
    assert "数字不对" in page and QR_CODE in page
    assert log_in(editor_account)[0] == LOGGED_IN


def test_the_login_asks_for_the_code_and_takes_each_only_once(client_of_editor, editor_account):
    assert len(set_up(client_of_editor, editor_account)) == 10
    assert client_of_editor.get("/admin/").status_code == 200  # this session has given a code
    assert client_of_editor.get(QR_CODE).status_code == 404
    status, page = log_in(editor_account)
    assert status == ASKED_AGAIN and "这个账号启用了动态码" in page
    code = present_code(editor_account, steps=1)
    assert log_in(editor_account, f"{code[:3]} {code[3:]}")[0] == LOGGED_IN
    status, page = log_in(editor_account, code)
    assert status == ASKED_AGAIN and "动态码" in page


def test_a_recovery_code_works_once(client_of_editor, editor_account):
    first, *_ = set_up(client_of_editor, editor_account)
    assert log_in(editor_account, first.upper())[0] == LOGGED_IN
    assert log_in(editor_account, first)[0] == ASKED_AGAIN
    assert "还有 9 个恢复码" in client_of_editor.get(PAGE).content.decode()


def test_guessing_is_slowed_down(client_of_editor, editor_account, clock):
    set_up(client_of_editor, editor_account)
    pages = [log_in(editor_account, "000000")[1] for _ in range(3)]
    assert "动态码不对" in pages[0] and "请等几秒钟" in pages[-1]
    next_code = present_code(editor_account, steps=1)
    assert log_in(editor_account, next_code)[0] == ASKED_AGAIN
    clock.seconds += 1  # the delay after one wrong code
    assert "动态码不对" in log_in(editor_account, "000000")[1]
    clock.seconds += 1.9
    assert log_in(editor_account, next_code)[0] == ASKED_AGAIN
    clock.seconds += 0.1  # two seconds after the second wrong code
    assert log_in(editor_account, next_code)[0] == LOGGED_IN


def test_sessions_from_before_end(client_of_editor, editor_account):
    older = logged_in(editor_account)
    set_up(client_of_editor, editor_account)
    assert older.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    assert "sessionid" not in older.cookies or not older.cookies["sessionid"].value


def test_a_stolen_session_cannot_switch_it_off(client_of_editor, editor_account, clock):
    codes = set_up(client_of_editor, editor_account)
    page = client_of_editor.post(PAGE, {"action": "renew", "code": "wrong"}, follow=True).content.decode()
    assert "动态码不对" in page and "<li><code>" not in page
    clock.seconds += 1.1  # the wrong code slows down the next one
    client_of_editor.post(PAGE, {"action": "remove", "code": "000000"})
    assert log_in(editor_account)[0] == ASKED_AGAIN
    client_of_editor.post(PAGE, {"action": "remove", "code": codes[0]})
    assert log_in(editor_account)[0] == LOGGED_IN


def test_new_recovery_codes_replace_the_old_ones(client_of_editor, editor_account):
    old = set_up(client_of_editor, editor_account)
    page = client_of_editor.post(PAGE, {"action": "renew", "code": old[0]}).content.decode()
    new = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(new) == 10 and not set(old) & set(new)
    assert log_in(editor_account, old[1])[0] == ASKED_AGAIN


@pytest.mark.parametrize("path", ["/admin/", "/admin/resolutions/document/upload/"])
def test_where_it_is_required_the_desk_begins_with_it(client_of_editor, editor_account, settings, path):
    settings.SECOND_FACTOR_REQUIRED = True
    make_document("S/RES/2553(2020)", status=Status.DRAFT)
    assert client_of_editor.get(path).headers["Location"] == PAGE
    assert client_of_editor.get("/S/RES/2553(2020)").status_code == 404
    set_up(client_of_editor, editor_account)
    assert client_of_editor.get(path).status_code == 200
    assert client_of_editor.get("/S/RES/2553(2020)").status_code == 200


def test_an_account_manager_switches_it_off_for_a_lost_phone(client_of_editor, editor_account, admin_user):
    set_up(client_of_editor, editor_account)
    TOTPDevice.objects.create(user=admin_user, confirmed=True)
    keeper = logged_in(member("管理员"))
    keys = [editor_account.pk, admin_user.pk]
    action = {"action": "switch_off_second_factor", "_selected_action": keys}
    page = keeper.post("/admin/auth/user/", action, follow=True).content.decode()
    assert "编辑 的动态码已停用" in page and "Admin 是超级用户" in page
    assert list(TOTPDevice.objects.values_list("user", flat=True)) == [admin_user.pk]


def test_secrets_have_no_page_in_the_admin(admin_client):
    for path in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert admin_client.get(f"/admin/{path}").status_code == 404


def test_a_visitor_is_sent_to_the_login(client):
    assert client.get(PAGE).status_code == client.get(QR_CODE).status_code == 302
