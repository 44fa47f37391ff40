"""Archives: files in order, and a reason for each rejected file."""

import io
import struct
import zipfile
import zlib

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


NAMES = [
    (["决议全文.txt", "安理会第2553号决议.txt"], "gb18030"),
    (["決議全文.txt", "安理會第2553號決議.txt"], "big5"),
    (["秘書長報告.txt", "主席聲明.txt"], "big5"),
    (["來函.txt"], "big5"),
    (["信.txt"], "gb18030"),
    (["穆巴拉克致函.txt"], "gb18030"),
    (["决议（草案）《全文》.txt"], "gb18030"),
    (["決議.txt", "决议.txt"], "utf-8"),  # a packer that does not say so
    (["Résolution 2553.txt", "Año.txt"], "cp437"),
    (["Übersicht.txt"], "cp437"),
    (["S_RES_2553(2020)-ZH.txt"], "ascii"),
]


def zipped_as(names: list[str], encoding: str, extra: bytes = b"") -> bytes:
    """Return an archive whose names are in ``encoding``, without the mark of UTF-8."""
    buffer = io.BytesIO()
    plain = [name.encode(encoding) for name in names]
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, name in enumerate(plain):
            info = zipfile.ZipInfo(f"{number:x}".rjust(len(name), "x"))
            info.extra = extra
            archive.writestr(info, SENTENCE)
    data = buffer.getvalue()
    for number, name in enumerate(plain):
        data = data.replace(f"{number:x}".rjust(len(name), "x").encode(), name)
    return data


@pytest.mark.parametrize("names, encoding", NAMES)
def test_names_are_read_in_the_encoding_of_their_packer(names, encoding):
    assert outcomes(zipped_as(names, encoding)) == [(name, len(SENTENCE.encode())) for name in names]


def test_a_name_in_the_unicode_field_goes_before_the_plain_one():
    plain, name = b"????.txt", "决议全文.txt".encode()
    for crc, expected in ((zlib.crc32(plain), "决议全文.txt"), (0, "????.txt")):
        value = b"\x01" + struct.pack("<I", crc) + name
        extra = struct.pack("<HH", 0x7075, len(value)) + value
        assert outcomes(zipped_as(["????.txt"], "ascii", extra))[0][0] == expected


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
