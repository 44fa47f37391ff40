"""Lockouts: a sprayer's address is refused, the page says what and until when, a 管理员 unlocks."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from resolutions.desk.login_lockout import list_lockouts
from tests.desk.people import logged_in, member

pytestmark = pytest.mark.django_db
PAGE = "/admin/auth/user/lockouts/"
SPRAYER, OTHER = "203.0.113.66", "198.51.100.7"
TOO_MANY, LOGGED_IN, WRONG = 429, 302, 200


@pytest.fixture(autouse=True)
def limits(settings) -> None:
    settings.LOGIN_FAILURES_PER_ADDRESS = 6


@pytest.fixture
def editor_account(roles) -> User:
    return member("编辑")


def log_in(username: str, password: str, address: str = SPRAYER):
    return Client().post("/admin/login/", {"username": username, "password": password}, REMOTE_ADDR=address)


def spray(times: int = 6) -> list[int]:
    return [log_in(f"name{number}", "password1").status_code for number in range(times)]


def test_an_address_that_tries_many_names_is_refused(editor_account):
    assert spray() == [WRONG] * 6
    assert log_in("编辑", "编辑").status_code == TOO_MANY
    assert log_in("编辑", "编辑", OTHER).status_code == LOGGED_IN


def test_a_login_of_ones_own_does_not_reset_the_count(editor_account):
    spray(5)
    assert log_in("编辑", "编辑").status_code == LOGGED_IN
    spray(1)
    assert log_in("编辑", "编辑").status_code == TOO_MANY


def test_the_page_says_what_is_locked_and_until_when(editor_account):
    responses = [log_in("编辑", "wrong", OTHER) for _ in range(5)]
    until = localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    page = responses[-1].content.decode()
    assert responses[-1].status_code == TOO_MANY and 0 < int(responses[-1].headers["Retry-After"]) <= 900
    assert f"用户名“编辑”从您的地址（{OTHER}）已有 5 次登录失败" in page and f"暂停到 {until:%H:%M:%S}" in page
    spray()
    page = log_in("编辑", "编辑").content.decode()
    assert f"从您的地址（{SPRAYER}）已有 6 次登录失败" in page and "无论用哪个用户名" in page


def test_attempts_during_a_lockout_do_not_prolong_it(editor_account):
    for _ in range(5):
        log_in("编辑", "wrong")
    before = AccessAttempt.objects.get().attempt_time
    assert log_in("编辑", "wrong").status_code == log_in("编辑", "编辑").status_code == TOO_MANY
    assert AccessAttempt.objects.get().attempt_time == before


def test_it_ends_at_the_time_that_was_named(editor_account):
    """Of two rows the older expires first; with it the sum falls below the limit."""
    for agent, minutes, failures in (("a", 14, 3), ("b", 2, 3)):
        row = AccessAttempt.objects.create(
            username="编辑", ip_address=SPRAYER, user_agent=agent, failures_since_start=failures
        )
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=timezone.now() - timedelta(minutes=minutes))
    (lockout,) = [lockout for lockout in list_lockouts() if lockout.username]
    assert timedelta(seconds=50) < lockout.until - timezone.now() <= timedelta(minutes=1)
    AccessAttempt.objects.filter(user_agent="a").update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert list_lockouts() == [] and log_in("编辑", "编辑").status_code == LOGGED_IN


def test_an_account_manager_unlocks_an_address(editor_account):
    spray()
    keeper = logged_in(member("管理员"))
    page = keeper.get(PAGE).content.decode()
    assert "这个地址的一切登录" in page and SPRAYER in page
    assert "已解除：一切登录（203.0.113.66）" in keeper.post(PAGE, {"address": SPRAYER}, follow=True).content.decode()
    assert log_in("编辑", "编辑").status_code == LOGGED_IN


def test_an_account_manager_unlocks_a_name_and_nothing_else(editor_account):
    for username in ("编辑", "name0"):
        for _ in range(5):
            log_in(username, "wrong", OTHER)
    AccessAttempt.objects.update(failures_since_start=5)
    keeper = logged_in(member("管理员"))
    keeper.post(PAGE, {"address": OTHER, "username": "编辑"})
    assert log_in("编辑", "编辑", OTHER).status_code == LOGGED_IN
    assert log_in("name0", "name0", OTHER).status_code == TOO_MANY


@pytest.mark.parametrize("role", ["编辑", "发布"])
def test_others_may_not(roles, role):
    client = logged_in(member(role))
    assert client.get(PAGE).status_code == client.post(PAGE, {"address": SPRAYER}).status_code == 403
