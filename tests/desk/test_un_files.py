"""Real files of the United Nations through the command and the upload form; skipped where they are not beside it."""

from pathlib import Path

import pytest
from django.conf import settings

from resolutions.desk.folder_ingest import ingest_from_folder
from resolutions.models import Document, Status, Upload
from resolutions.sources import SourceError
from tests.desk.people import upload

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "corpus" / "un_files"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the corpus of files is not beside the project"),
]
ENGLISH = {
    **{f"S_RES_{number}-EN.pdf": f"S/RES/{number}(2025)" for number in range(2768, 2790, 2)},
    "A_RES_78_323-EN.pdf": "A/RES/78/323",
    "A_79_PV.64-EN.pdf": "A/79/PV.64",
    "A_L.632-EN.pdf": "A/L.632",
    "S_2025_10_Add.32-EN.pdf": "S/2025/10/Add.32",
    "S_2025_509-EN.pdf": "S/2025/509",
    "A_80_6_SECT.24_CORR.1.docx": "A/80/6(Sect.24)/Corr.1",
}
CHINESE = {
    **dict.fromkeys(("made/N2517000.docx", "made/N2517000.pdf"), "S/RES/2784(2025)"),
    **dict.fromkeys(("made/A_RES_78_323-ZH.docx", "made/A_RES_78_323-ZH.pdf"), "A/RES/78/323"),
    **dict.fromkeys(("made/S_PRST_2014_7-ZH.docx", "made/S_PRST_2014_7-ZH.pdf"), "S/PRST/2014/7"),
    **dict.fromkeys(("made/S_RES_2553(2020)-ZH.docx", "made/S_RES_2553(2020)-ZH.pdf"), "S/RES/2553(2020)"),
}
# Sentences of the command and of the form, without recognition and without LibreOffice.
REFUSED = {
    "1991_scan_letter.pdf": ("像是扫描件", "11 页都没有文字层"),
    "A_RES_2758-RU.pdf": ("像是扫描件", "1 页都没有文字层"),
    "公文_old.doc": ("旧版 Word 文件", "旧版 Word 文件"),
}


def ingest(name: str) -> Document:
    path = FOLDER / name
    return ingest_from_folder(path.read_bytes(), path.name, publish=True).document


@pytest.mark.parametrize("name", ENGLISH)
def test_an_english_file_is_a_draft_of_its_symbol(name):
    document = ingest(name)
    assert (document.symbol, document.status, document.versions.get().language) == (ENGLISH[name], Status.DRAFT, "en")


@pytest.mark.parametrize("name", CHINESE)
def test_a_chinese_file_is_published_under_its_symbol(name):
    document = ingest(name)
    assert (document.symbol, document.status) == (CHINESE[name], Status.PUBLISHED)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_without_text_ends_in_its_sentence(name, editor, monkeypatch):
    monkeypatch.setenv("SOFFICE", "none")
    by_command, by_form = REFUSED[name]
    with pytest.raises(SourceError, match=by_command):
        ingest(name)
    assert by_form in upload(editor, (name, (FOLDER / name).read_bytes()))


def test_a_document_of_another_body_is_a_draft_with_a_title():
    document = ingest("公文_红头.pdf")
    assert (document.status, document.symbol) == (Status.DRAFT, "") and document.title


def test_every_file_is_received_by_the_upload_form(editor):
    names = [*list(ENGLISH)[:2], *list(CHINESE)[::2], "公文_红头.pdf"]
    page = upload(editor, *((Path(name).name, (FOLDER / name).read_bytes()) for name in names))
    assert page.count("已读出") == len(names) == Upload.objects.filter(state="read").count()
    assert not Document.objects.filter(status=Status.PUBLISHED).exists()


def test_a_chinese_file_is_a_page_after_three_clicks(publisher, client):
    """上传, 查看, 发布; the other file of the same text is a question, and is discarded with a fourth."""
    for name, symbol in list(CHINESE.items())[::2]:
        html = upload(publisher, (Path(name).name, (FOLDER / name).read_bytes()))
        document = Document.objects.get(symbol=symbol)
        review = f"/admin/resolutions/document/{document.pk}"
        assert f"{review}/change/" in html and publisher.get(f"{review}/change/").status_code == 200
        publisher.post(f"{review}/publish/", {"version": document.edit_token})
        assert client.get(document.get_absolute_url()).status_code == 200
        other = next(key for key, value in CHINESE.items() if value == symbol and key != name)
        assert "看差别后决定" in upload(publisher, (Path(other).name, (FOLDER / other).read_bytes()))
        asked = Upload.objects.get(state="asked")
        publisher.post(f"/admin/resolutions/document/upload/{asked.pk}/discard/")
