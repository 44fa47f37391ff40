"""Archives: files in order, and a reason for each rejected file."""

import io
import zipfile

import pytest

from resolutions.sources import SourceError, archives, extract_text, is_archive, iter_archive
from tests.sources.hostile import SENTENCE, special, zipped
from tests.sources.samples import pdf, word


def outcomes(data):
    """Return each file's name with its size, or with the reason why it was rejected."""
    found = []
    for file in iter_archive(data, "决议.zip"):
        try:
            found.append((file.name, len(file.read())))
        except SourceError as error:
            found.append((error.name, str(error)))
    return found


def test_files_come_in_order_and_are_read_like_any_other():
    data = zipped({"2021/2594.txt": SENTENCE, "2594.docx": word("001"), "2594.pdf": pdf("001", "one column")})
    sources = [extract_text(file.read(), file.name) for file in iter_archive(data, "决议.zip")]
    assert [source.media_type.rsplit(".")[-1] for source in sources] == ["text/plain", "document", "application/pdf"]


def test_a_saved_page_is_read_without_the_pictures_and_styles_beside_it():
    page = f"<html><body><p>{SENTENCE}</p></body></html>"
    files = {"决议.html": page, "决议_files/a.css": "p {}", "决议.files/image001.png": "x", "决议_files/b.html": page}
    assert [name for name, _ in outcomes(zipped(files))] == ["决议.html", "决议_files/b.html"]
    [source, _] = [extract_text(file.read(), file.name) for file in iter_archive(zipped(files), "决议.zip")]
    assert source.media_type == "text/html"


def test_a_word_file_is_no_archive_though_it_is_a_zip():
    assert is_archive(zipped({"a.docx": word("001")}))
    assert not is_archive(word("001"))
    assert not is_archive(pdf("001", "one column"))


def test_names_written_by_a_chinese_windows_are_read():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xxxxxxxx.txt", SENTENCE)
    data = buffer.getvalue().replace(b"xxxxxxxx", "决议全文".encode("gb18030"))
    assert outcomes(data) == [("决议全文.txt", len(SENTENCE.encode()))]


def test_what_systems_leave_in_a_folder_is_left_out():
    data = zipped(
        {"空/": "", "a.txt": "安", "__MACOSX/._a.txt": "x", ".DS_Store": "x", "b/Thumbs.db": "x", "~$a.docx": "x"}
    )
    assert outcomes(data) == [("a.txt", 3)]


@pytest.mark.parametrize("name", ["../x.txt", "/etc/passwd", "C:\\x.txt", "a\\..\\..\\x.txt"])
def test_paths_out_of_the_folder_are_refused_and_the_others_read(name):
    (refused, read) = outcomes(zipped({name: SENTENCE, "好.txt": "好"}))
    assert "文件夹之外" in refused[1] and read == ("好.txt", 3)


def test_a_symbolic_link_is_not_followed():
    assert "符号链接" in outcomes(special(0o120777))[0][1]


def test_marks_that_reverse_a_name_are_removed():
    assert outcomes(zipped({"决议\u202etxt.exe": "好"})) == [("决议txt.exe", 3)]


def test_all_files_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 4)
    first, second = outcomes(zipped({"a.txt": "安", "b.txt": "理"}))
    assert first == ("a.txt", 3) and "合计超过" in second[1]
