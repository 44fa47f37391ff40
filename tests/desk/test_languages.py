"""The desk in three languages: its words, its header, and lists whose addresses ask for a language."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.desk.people import make_roles
from tests.desk.scene import build_scene

pytestmark = pytest.mark.django_db
ADMIN = "/admin/resolutions/document/"
SWITCH = '<nav class="interface-languages"'
SCRIPT = '<script src="/words/'
WORDS = {"zh-hans": "工作清单", "zh-hant": "工作清單", "en": "Worklist"}


@pytest.fixture
def chief(client):
    """The client, logged in as an account with every right."""
    make_roles()
    user = User.objects.create_superuser("chief")
    user.groups.set(Group.objects.all())
    client.force_login(user)
    return client


@pytest.mark.parametrize("code", WORDS)
def test_the_header_names_the_desk_in_the_language(chief, code):
    page = chief.get("/admin/", {"lang": code}).content.decode()
    nav = page[page.index('<nav class="desk-nav"') :]
    assert f'<html lang="{code}"' in page and f">{WORDS[code]}</a>" in nav and page.count(SWITCH) == 1
    assert (SCRIPT in page) == (code != "zh-hans")


def test_the_page_of_login_has_the_switch(client):
    page = client.get("/admin/login/", {"lang": "en"}).content.decode()
    assert page.count(SWITCH) == 1 and '<input type="submit" value="Log in">' in page


def test_an_answer_to_a_form_has_no_switch(chief):
    answer = chief.post(f"{ADMIN}publish/", {"ready": "", "confirmed": []})
    page = chief.post(f"{ADMIN}upload/", {"files": []}).content.decode()
    assert answer.status_code in (200, 302) and "<form" in page and SWITCH not in page


@pytest.mark.parametrize(
    "address, filters",
    [
        (f"{ADMIN}", {"status__exact": "draft"}),
        ("/admin/resolutions/citation/", {"target__isempty": "1"}),
        ("/admin/resolutions/subject/", {"q": "安全"}),
        ("/admin/auth/user/", {"is_active__exact": "1"}),
        ("/admin/django_tasks_database/dbtaskresult/", {"status__exact": "FAILED"}),  # of another package
    ],
)
def test_a_list_keeps_its_filters_when_its_address_asks_for_a_language(chief, address, filters):
    response = chief.get(address, {**filters, "lang": "en"})
    assert response.status_code == 200 and response["Content-Language"] == "en"
    assert set(response.context["cl"].get_filters_params()) == set(filters) - {"q"}


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_no_list_takes_the_language_for_a_filter(chief, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert chief.get(address, {"lang": "en"}).status_code == 200  # 302 to ?e=1 for an unknown filter


def test_the_handbook_in_english_has_no_chinese_but_names(chief):
    page = chief.get(f"{ADMIN}handbook/", {"lang": "en"}).content.decode()
    article = page[page.index("<article>") : page.index("</article>")]
    alts = re.findall(r'alt="([^"]+)"', article)
    assert len(alts) == 8 and all(alt.endswith("(screenshot in Chinese)") for alt in alts)
    named = set(re.findall(r"[\u3400-\u9fff]+", article))
    assert named == {"清单", "文件名", "文号", "标题", "日期", "文件类型", "会议次数"}


def test_words_of_documents_name_their_language(chief):
    scene = build_scene()
    page = chief.get(f"{ADMIN}{scene['document']}/change/", {"lang": "en"}).content.decode()
    assert '<ol class="lines" tabindex="0" lang="zh-Hans">' in page and "Line 2</a>" in page
    assert re.search(r'<p class="words" lang="zh-Hans" data-paragraph="[^"]+"\s*>安全理事会2020年12月4日', page)
    paragraph = reverse("admin:resolutions_document_paragraph", args=[scene["document"], scene["order"]])
    assert "Join with the next paragraph (" in chief.get(paragraph).content.decode()


def test_counts_have_their_plural(chief):
    build_scene()
    page = chief.get("/admin/", {"lang": "en"}).content.decode()
    assert "1 file was received but not read;" in page


def test_the_words_of_the_upload_script_are_sent(client):
    script = client.get("/words/en.js").content.decode()
    assert '"Waiting"' in script and "Upload progress of {name}" in script
