"""The commands ``read`` and ``check_texts``: output, errors and exit codes."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from resolutions.management.commands import check_texts
from tests.text.texts import FOLDER

TEXT = "安全理事会，\n\n回顾第1325(2000)号决议，\n\n1. 重申第2151(2014)号决议第3段；\n\n2. 决定继续处理此案。\n"
LIST = (
    "PP1\t第1325(2000)号决议\tS/RES/1325(2000)\t\t回顾\t\tcouncil\n"
    "1\t第2151(2014)号决议\tS/RES/2151(2014)\t3\t重申\t\tcouncil\n"
)


def run(command: str, *paths, **options) -> tuple[str, str, str]:
    """Return standard output, standard error and the message of the CommandError, empty without one."""
    out, err, failure = io.StringIO(), io.StringIO(), ""
    try:
        call_command(command, *map(str, paths), stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Create one text with its saved list, as the folders of the command."""
    folder, lists = tmp_path / "texts", tmp_path / "citations"
    folder.mkdir()
    lists.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (lists / "a.tsv").write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(check_texts, "TEXTS_FOLDER", folder)
    monkeypatch.setattr(check_texts, "SAVED_LISTS_FOLDER", lists)
    return folder


def test_the_five_texts_agree_with_their_lists():
    out, err, failure = run("check_texts")
    assert (err, failure) == ("", "")
    assert len([line for line in out.splitlines() if not line.startswith("  ")]) == 5
    assert not [line for line in out.splitlines() if line.startswith(("  +", "  -"))]


def test_a_text_is_counted_by_form_and_its_doubts_are_listed(texts):
    out, _, failure = run("check_texts")
    assert failure == ""
    assert out.splitlines() == [
        "a.txt: resolution, 4 paragraphs; council 2",
        "  ! 标题中没有认出文号（正文自“安全理事会，”起）",
    ]


def test_citations_gained_and_lost_are_shown_and_fail(texts):
    lost, kept = LIST.splitlines()
    (texts.parent / "citations" / "a.tsv").write_text(f"{kept}\n{lost.replace('1325', '1326')}\n", encoding="utf-8")
    out, _, failure = run("check_texts")
    assert f"  + {lost}" in out.splitlines()
    assert f"  - {lost.replace('1325', '1326')}" in out.splitlines()
    assert f"  - {kept}" not in out.splitlines()
    assert failure == "1 texts differ from their saved list, 0 could not be read"


def test_saving_writes_the_lists_of_the_fixtures_only(texts, tmp_path):
    saved = texts.parent / "citations" / "a.tsv"
    saved.unlink()
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    _, _, failure = run("check_texts", texts / "a.txt", tmp_path / "b.txt", save=True)
    assert failure == "" and saved.read_text(encoding="utf-8") == LIST
    assert [file.name for file in saved.parent.iterdir()] == ["a.tsv"]


def test_a_text_without_a_saved_list_is_not_compared(texts):
    (texts.parent / "citations" / "a.tsv").unlink()
    assert run("check_texts")[2] == ""
    assert not list((texts.parent / "citations").iterdir())


def test_folders_are_searched_for_texts_and_unreadable_files_are_named(texts):
    (texts / "deep").mkdir()
    (texts / "deep" / "empty.txt").write_bytes(b"")
    (texts / "notes.md").write_text("no text", encoding="utf-8")
    out, err, failure = run("check_texts", texts, texts / "missing.txt")
    assert [line.partition(":")[0] for line in out.splitlines()[:1]] == ["a.txt"]
    assert [line.partition(":")[0] for line in err.splitlines()] == ["empty.txt", "missing.txt"]
    assert "文件是空的" in err
    assert failure == "0 texts differ from their saved list, 2 could not be read"


def test_the_process_exits_with_an_error_when_a_text_cannot_be_read(tmp_path):
    command = [sys.executable, "manage.py", "check_texts", str(tmp_path / "missing.txt")]
    environment = os.environ | {"SECRET_KEY": "used by this test alone", "DEBUG": "1"}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "1 could not be read" in done.stderr


def test_a_summary_names_symbol_paragraphs_citations_and_doubts(texts):
    out, err, failure = run("read", texts / "a.txt")
    assert (err, failure) == ("", "")
    lines = out.splitlines()
    assert lines[0].startswith("a.txt: resolution ")
    assert "             1  1. 重申第2151(2014)号决议第3段；" in lines
    assert "                → S/RES/2151(2014) 3 [重申] 第2151(2014)号决议" in lines
    assert "  ! 标题中没有认出文号（正文自“安全理事会，”起）" in lines


def test_an_undecided_citation_is_shown_with_its_reason(tmp_path):
    (tmp_path / "a.txt").write_text("回顾第1325(2001)号决议。", encoding="utf-8")
    assert "→ undecided (编号与年份不符：第1325号决议是2000年通过的)" in run("read", tmp_path / "a.txt")[0]


def test_files_that_cannot_be_read_are_named_and_the_others_are_read(texts):
    (texts / "nul.txt").write_bytes(TEXT.encode() + b"\0")
    out, err, failure = run("read", texts / "missing.txt", texts / "nul.txt", texts / "a.txt", json=True)
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.txt"]
    first, second = err.splitlines()
    assert "missing.txt" in first and "nul.txt: 文件含有空字符" in second
    assert failure == "2 of 3 files could not be read"


def test_each_file_is_one_line_of_json():
    out, _, _ = run("read", *sorted(FOLDER.glob("00[12]*.txt")), json=True)
    assert [json.loads(line)["symbol"] for line in out.splitlines()] == ["S/RES/2594(2021)", "S/RES/2382(2017)"]


def test_the_tables_of_the_catalogue_tell_years_and_the_symbol_of_a_statement(tmp_path):
    file = tmp_path / "statement.txt"
    file.write_text(
        "安全理事会主席在2014年2月21日安全理事会第7115次会议上，就安理会审议题为“法治”的项目，代表安理会发表声明如下：\n\n"
        "“安全理事会欢迎第1325号决议。”\n",
        encoding="utf-8",
    )
    printed = run("read", file)[0]
    assert "S/PRST/2014/5" in printed and "从目录查到" in printed and "S/RES/1325(2000)" in printed
