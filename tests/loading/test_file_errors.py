"""Each loader of a file, and each thing that can be wrong with it: one sentence for the operator, nothing written."""

import bz2
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.loading.collected_text import WITHOUT_TEXT, LoadCounts
from resolutions.management import load_command
from resolutions.models import CatalogueImport, SourceFile, StateVote, ThesaurusConcept
from tests.catalogue.voting_data import vote_rows
from tests.catalogue.voting_data import write_csv as write_votes
from tests.loading.pages import build_row, print_pages, write_csv
from tests.loading.test_wikisource import BODY, write_dump

HTML = b"<!DOCTYPE html>\n<html><head><title>Just a moment</title></head><body>Please wait</body></html>"
XHTML = b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Please wait</p></body></html>'
NOT_READ = "cannot be read to its end"


def write_zip(data: bytes, path: Path, name: str = "full.csv", **options: int) -> bytes:
    with zipfile.ZipFile(path, "w", **options) as archive:
        archive.writestr(name, data)
    return path.read_bytes()


def encrypted(data: bytes, path: Path) -> bytes:
    """Return a ZIP with the flag of an encrypted entry, in both of its headers."""
    packed = bytearray(write_zip(data, path))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def packed_otherwise(data: bytes, path: Path) -> bytes:
    """Return a ZIP with a compression that Python does not know (Deflate64)."""
    packed = bytearray(write_zip(data, path))
    packed[8] = packed[packed.rindex(b"PK\x01\x02") + 10] = 9
    return bytes(packed)


FILES: dict[str, bytes] = {
    "load_cr_unsc": write_csv([build_row("S/RES/2200(2015)", print_pages(2200, 2015, 2, 12, 7380))]),
    "load_votes": write_votes(vote_rows(vote_note="Côte d'Ivoire 中文")),
    "load_unbis": "uri,english,chinese\nhttp://metadata.un.org/thesaurus/1,PEACE,和平\n".encode(),
}
# Loader, name of the file, change of its whole content, sentence
Damage = Callable[[bytes, Path], bytes]
ROWS: list[tuple[str, str, Damage, str]] = [
    ("load_cr_unsc", "a.csv", lambda data, _: b"", "The table lacks the columns"),
    ("load_cr_unsc", "a.csv", lambda data, _: HTML, "a.csv is a web page and no data set"),
    ("load_cr_unsc", "a.zip", lambda data, _: b"\xef\xbb\xbf \n" + XHTML, "a.zip is a web page and no data set"),
    ("load_cr_unsc", "a.zip", lambda data, _: b"%PDF-1.7\n1 0 obj", "The table lacks the columns"),
    ("load_cr_unsc", "a.csv", lambda data, _: data[: len(data) // 2], "The table is no CSV after line"),
    ("load_cr_unsc", "a.csv", lambda data, _: data.decode().encode("gb18030"), "The table is not UTF-8"),
    ("load_cr_unsc", "a.csv", lambda data, _: data.decode().encode("utf-16"), "The table is not UTF-8"),
    ("load_cr_unsc", "a.csv", lambda data, _: data.decode().encode("big5", "replace"), "The table is not UTF-8"),
    ("load_cr_unsc", "a.csv", lambda data, _: data.replace(b"text_zh", b"text"), "lacks the columns text_zh"),
    ("load_cr_unsc", "a.csv", lambda data, _: data.replace(b",", b";"), "The table lacks the columns"),
    ("load_cr_unsc", "a.zip", lambda data, path: write_zip(data, path)[:-9], NOT_READ),
    ("load_cr_unsc", "a.zip", lambda data, path: write_zip(data, path)[:500], NOT_READ),
    ("load_cr_unsc", "a.zip", encrypted, f"{NOT_READ}: .*password"),
    ("load_cr_unsc", "a.zip", packed_otherwise, f"{NOT_READ}: .*compression"),
    ("load_cr_unsc", "a.zip", lambda data, path: write_zip(data, path, "full.tsv"), "holds 0 CSV files"),
    ("load_cr_unsc", "a.csv.gz", lambda data, _: b"\x1f\x8b\x08\x00" + data, "The table is not UTF-8"),
    ("load_wikisource", "a.xml.bz2", lambda data, _: b"", f"a.xml.bz2 {NOT_READ}"),
    ("load_wikisource", "a.xml.bz2", lambda data, _: data[: len(data) // 2], NOT_READ),
    ("load_wikisource", "a.xml.bz2", lambda data, _: data[:-4], NOT_READ),
    ("load_wikisource", "a.xml.bz2", lambda data, _: HTML[:-14], NOT_READ),
    ("load_wikisource", "a.xml.bz2", lambda data, _: HTML, "is no dump of a wiki: it is <html>"),
    ("load_wikisource", "a.xml.bz2", lambda data, _: XHTML, "is no dump of a wiki: it is <html>"),
    ("load_wikisource", "a.xml", lambda data, _: bz2.decompress(data)[:-40], NOT_READ),
    ("load_wikisource", "a.xml", lambda data, _: bz2.decompress(data).decode().encode("gb18030"), NOT_READ),
    ("load_wikisource", "a.xml", lambda data, _: b"<a>" * 400, NOT_READ),
    ("load_wikisource", "a.xml.bz2", lambda data, path: write_zip(data, path), NOT_READ),
    *(
        (command, "a.csv", damage, f"a.csv: .*{sentence}")
        for command, cut, encoding in (("load_votes", 700, "line 2 is not"), ("load_unbis", 30, "line 2 is not"))
        for damage, sentence in [
            (lambda data, _: b"", "the file is empty"),
            (lambda data, _: HTML, "this is a web page, not the CSV file"),
            (lambda data, _: XHTML, "this is a web page, not the CSV file"),
            (lambda data, _: b"%PDF-1.7\n1 0 obj", "it is a PDF"),
            (lambda data, _: data.decode().encode("gb18030"), f"{encoding} UTF-8"),
            (lambda data, _: data.decode().encode("utf-16"), "it is UTF-16"),
            (write_zip, "it is a ZIP archive or an Excel workbook"),
            (lambda data, _: data.replace(b"english", b"en").replace(b"ms_vote", b"vote"), "are missing"),
            (lambda data, _: data + b"\0", "NUL"),
            (lambda data, _, cut=cut: data[:cut].replace(b",", b"|"), "are missing"),
        ]
    ),
]  # fmt: skip


def test_the_desk_has_the_counts_in_chinese():
    counts = LoadCounts()
    assert counts.in_chinese == "读到 0 份文本"
    counts.statuses.update({"published": 3, "draft": 1, "unchanged": 0, WITHOUT_TEXT: 2, "reserve": 1})
    counts.failures.append("line 9: …")
    assert counts.in_chinese == "读到 8 份文本：存为草稿 1，已发布 3，存为另一版本 1，没有中文文本 2，没有读到 1"


@pytest.mark.django_db
def test_each_damaged_file_gets_a_sentence_from_each_loader(tmp_path, monkeypatch):
    monkeypatch.setattr(load_command, "deliver_bulk_changes", lambda progress: None)
    whole = write_dump(tmp_path / "whole.xml.bz2", ("联合国安理会第2200号决议", "0", "", BODY)).read_bytes()
    for command, name, damage, sentence in ROWS:
        path = tmp_path / name
        path.write_bytes(damage(FILES.get(command, whole), tmp_path / "packed.zip"))
        with pytest.raises(CommandError, match=sentence) as caught:
            call_command(command, path)
        assert "\n" not in str(caught.value) and "Traceback" not in str(caught.value), (command, name)
    for command in (*FILES, "load_wikisource"):
        for path in (tmp_path / "absent", tmp_path):
            with pytest.raises(CommandError, match=f"cannot read|{NOT_READ}: .*(No such file|Is a directory)"):
                call_command(command, path)
    for model in (SourceFile, StateVote, ThesaurusConcept, CatalogueImport):
        assert not model.objects.exists(), model
