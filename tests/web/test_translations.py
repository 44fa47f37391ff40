"""English text beside the Chinese one: kept by the ingest, published by an editor, read in three ways."""

import re

import pytest
from django.core.management import CommandError, call_command

from resolutions.models import Citation, Document, SourceFile, Status, TextVersion, Translation, TranslationState
from resolutions.writing import discards
from resolutions.writing.errors import CorrectionError
from resolutions.writing.publish import ingest_file
from resolutions.writing.translation_texts import discard_translation, publish_translation, withdraw_translation
from tests.loading.pages import build_row, print_pages, write_csv
from tests.text.bilingual import CHINESE, ENGLISH, SHORTER

pytestmark = pytest.mark.django_db
SYMBOL = "S/RES/2798(2025)"
URL = f"/{SYMBOL}"
MODES = ("", "?text=zh", "?text=zh-en", "?text=en", "?text=xx")


@pytest.fixture
def chinese():
    return ingest_file(CHINESE.encode(), "S_RES_2798(2025)-ZH.txt").document


def add_english(text: str = ENGLISH) -> Translation:
    result = ingest_file(text.encode(), "S_RES_2798(2025)-EN.txt")
    assert result.status == "translation"
    return result.document.translations.undecided().get()


@pytest.fixture
def english(chinese):
    translation = add_english()
    publish_translation(translation)
    return translation


def strip_changes(page: str) -> str:
    return re.sub(r'nonce-[\w=+/-]+|csrfmiddlewaretoken" value="\w+', "", page)


def test_an_english_file_becomes_the_draft_of_the_document_of_its_symbol(chinese):
    before = Document.objects.count(), Citation.objects.count(), TextVersion.objects.count()
    translation = add_english()
    assert (translation.document, translation.language, translation.state) == (chinese, "en", TranslationState.DRAFT)
    assert translation.by_labels and translation.paragraphs.count() == chinese.paragraphs.count()
    assert (Document.objects.count(), Citation.objects.count(), TextVersion.objects.count()) == before
    assert not Document.objects.filter(symbol="").exists()


def test_the_same_bytes_change_nothing_and_other_bytes_replace_the_draft(chinese):
    first = add_english()
    assert ingest_file(ENGLISH.encode(), "again.txt").status == "unchanged"
    second = add_english(ENGLISH.replace("quokka", "numbat"))
    first.refresh_from_db()
    assert first.state == TranslationState.REPLACED and second.state == TranslationState.DRAFT
    assert chinese.versions.count() == 1


def test_an_english_text_without_a_chinese_one_is_a_draft_as_before():
    result = ingest_file(ENGLISH.encode(), "S_RES_2798(2025)-EN.txt")
    assert (result.document.symbol, result.document.status) == (SYMBOL, Status.DRAFT)
    assert not Translation.objects.exists()


def test_other_languages_are_documents_of_their_own_as_before(chinese):
    french = (
        "Résolution 2798 (2025)\nAdoptée par le Conseil de sécurité à sa 10031e séance, le 3 novembre 2025\n"
        "Le Conseil de sécurité,\nRappelant ses résolutions sur la question et la situation dans la région,\n"
        "1. Décide de rester activement saisi de la question et de la situation dans le pays.\n"
    )
    result = ingest_file(french.encode(), "S_RES_2798(2025)-FR.txt")
    assert result.document != chinese and result.document.symbol == "" and not Translation.objects.exists()


@pytest.mark.parametrize("mode", MODES)
def test_a_draft_changes_no_answer(client, chinese, mode):
    before = strip_changes(client.get(URL + mode).content.decode())
    updated = chinese.updated_at
    add_english()
    chinese.refresh_from_db()
    assert strip_changes(client.get(URL + mode).content.decode()) == before
    assert "quokka" not in before and chinese.updated_at == updated


def test_the_original_of_an_english_text_is_not_public(client, english):
    source = SourceFile.objects.get(translations=english)
    assert client.get(f"/originals/{source.pk}").status_code == 404


def test_only_the_page_that_is_asked_for_holds_english(client, english):
    pages = {mode: client.get(URL + mode).content.decode() for mode in MODES}
    assert [mode for mode, page in pages.items() if "quokka" in page] == ["?text=zh-en", "?text=en"]
    assert "冻结资产" in pages["?text=zh-en"] and "冻结资产" not in pages["?text=en"].partition('id="text"')[2]
    assert all("中英对照" in page for page in pages.values())


@pytest.mark.parametrize("mode", ["", "?text=zh-en", "?text=en"])
def test_anchors_are_the_same_in_all_languages(client, english, mode):
    page = client.get(URL + mode).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert {"pp1", "pp2", "pp3", "op1", "op1a", "op1b", "op2", "op3"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_each_text_says_its_language(client, english):
    both, alone = (client.get(f"{URL}?text={mode}").content.decode() for mode in ("zh-en", "en"))
    assert both.count('class="side" lang="en"') == both.count('class="side" lang="zh-Hans"') == 11
    assert re.search(r'<div class="text" id="text"[^>]*lang="en"', alone)


def test_english_citations_link_and_count_nowhere(client, english, chinese):
    page = client.get(f"{URL}?text=en").content.decode().partition('id="text"')[2].partition("</article>")[0]
    assert 'href="/S/RES/1325(2000)"' in page and 'href="/CHARTER/ch.VII"' in page
    assert 'S/RES/2700(2023)"' not in page  # only the English names it: no page, no stub
    assert not Document.objects.filter(symbol="S/RES/2700(2023)").exists()
    assert chinese.citations_made.count() == Citation.objects.count()


def test_the_page_says_when_pairs_are_not_those_of_the_labels(client, chinese):
    publish_translation(add_english(SHORTER))
    page = client.get(f"{URL}?text=zh-en").content.decode()
    assert "段落编号不同" in page
    assert "段落编号不同" not in client.get(URL).content.decode()
    alone = client.get(f"{URL}?text=en").content.decode()
    assert re.search(r'id="pp3"[^>]*>\s*<em class="verb">Acting under', alone)  # PP2 in the English


def test_texts_that_number_alike_say_nothing(client, english):
    assert "段落编号不同" not in client.get(f"{URL}?text=zh-en").content.decode()


def test_a_new_chinese_text_is_paired_again(client, english, chinese):
    ingest_file(CHINESE.replace("(b) 防止供应武器；\n", "").encode(), "S_RES_2798(2025)-ZH2.txt")
    english.refresh_from_db()
    assert not english.by_labels
    assert "段落编号不同" in client.get(f"{URL}?text=zh-en").content.decode()


def test_a_withdrawn_document_shows_no_language(client, english, chinese):
    Document.objects.filter(pk=chinese.pk).update(status=Status.WITHDRAWN)
    assert all("quokka" not in client.get(URL + mode).content.decode() for mode in MODES)


def test_a_withdrawn_translation_is_gone_and_a_browser_asks_again(client, english):
    url = f"{URL}?text=en"
    etag = client.get(url).headers["ETag"]
    withdraw_translation(english)
    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200 and "quokka" not in response.content.decode()
    with pytest.raises(CorrectionError):
        withdraw_translation(english)


def test_a_published_text_replaces_the_published_one(client, english):
    second = add_english(ENGLISH.replace("quokka", "numbat"))
    publish_translation(second)
    english.refresh_from_db()
    assert english.state == TranslationState.REPLACED
    assert "numbat" in client.get(f"{URL}?text=en").content.decode()
    with pytest.raises(CorrectionError):
        publish_translation(second)


def test_a_discarded_draft_is_gone_with_its_original(chinese):
    translation = add_english()
    source = translation.source
    discard_translation(translation)
    assert not Translation.objects.exists() and not SourceFile.objects.filter(pk=source.pk).exists()


def test_a_published_text_is_not_discarded(english):
    with pytest.raises(CorrectionError):
        discard_translation(english)


def test_a_discarded_document_keeps_its_english_text(chinese):
    Document.objects.filter(pk=chinese.pk).update(status=Status.DRAFT)
    translation = add_english()
    discards.discard_draft(chinese.pk)
    translation.refresh_from_db()
    assert translation.document.status == Status.DISCARDED


@pytest.mark.parametrize("address", ["/", "/years/2025", "/sitemap.xml", "/api/v1/documents", f"{URL}/find?q=quokka"])
def test_lists_and_finding_know_no_english(client, english, address):
    assert "quokka" not in client.get(address).content.decode().replace("q=quokka", "").replace('"quokka"', "")


def test_the_index_receives_no_english(english, chinese):
    assert "quokka" not in repr(list(chinese.paragraphs.values_list("text")))
    assert set(TextVersion.objects.values_list("language", flat=True)) == {"zh"}


@pytest.mark.parametrize("suffix", [".txt", ".json", ".bib", ".ris"])
def test_exports_are_those_of_the_chinese_text(client, english, suffix):
    assert b"quokka" not in client.get(f"{URL}{suffix}").content


def test_the_command_refuses_files_of_another_language(tmp_path, capsys, chinese):
    (tmp_path / "2798-EN.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "2798-bis.txt").write_text(CHINESE.replace("3月1日", "3月2日"), "utf-8")
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path), "--language", "en")
    printed = capsys.readouterr()
    assert "2798-bis.txt" in printed.err and "1 translation" in printed.out
    assert Translation.objects.undecided().count() == 1 and chinese.versions.count() == 1


def test_a_collection_brings_english_texts_as_drafts(tmp_path):
    row = build_row("S/RES/2200(2015)", print_pages(2200, 2015, 2, 12, 7380))
    english = (
        ENGLISH.replace("2798 (2025)", "2200 (2015)")
        .replace("10031st", "7380th")
        .replace("3 November 2025", "12 February 2015")
    )
    path = tmp_path / "rows.csv"
    path.write_bytes(write_csv([row | {"text": english}]))
    call_command("load_cr_unsc", str(path))
    assert not Translation.objects.exists()
    call_command("load_cr_unsc", str(path), "--with-english")
    translation = Translation.objects.undecided().get()
    assert translation.document.symbol == "S/RES/2200(2015)" and translation.document.status == Status.PUBLISHED
    assert not translation.by_labels
