"""Hostile files are read or rejected with a sentence, whatever they do to the process that reads them."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.hostile_files import try_file
from resolutions.sources import SourceError, extract_text, sandbox, text_size
from resolutions.sources.extracted_text import UnreadableFileError
from tests.sources.hostile import document, hostile_files
from tests.sources.hostile_trees import trees
from tests.sources.samples import pdf, word

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def results():
    with ThreadPoolExecutor(3) as threads:
        return list(threads.map(lambda item: (item[0], *try_file(*item)), hostile_files()))


def test_two_hundred_hostile_files_raise_nothing_but_their_sentence(results):
    assert len(results) >= 200
    assert [result for result in results if result[1] == "raised" or not result[2].endswith("。")] == []


def read_once(name: str, data: bytes) -> bool:
    printed = "".join(extract_text(data, name).text.split())
    return printed.count("SecurityCouncildecides") == (1 if name == "同一内容号三万次" else 10)


def test_a_hostile_tag_tree_costs_no_text():
    """Lines printed on one another are one line."""
    assert [name for name, data in trees() if not read_once(name, data)] == []


@pytest.mark.parametrize(
    "name, sentence",
    [
        ("PDF 要密码", "有密码保护"),
        ("PDF 扫描件", "像是扫描件"),
        ("PDF 私有区文字", "字体没有说明文字编码"),
        ("PDF 页数三千", "超过上限 2000 页"),
        ("DOCX 十亿次大笑", "文件类型声明（DTD）"),
        ("DOCX 外部实体 file:///etc/passwd", "文件类型声明（DTD）"),
        ("DOCX 带宏", "带有宏"),
        ("DOCX XML 炸弹 61 MB", "压缩炸弹"),
        ("DOCX 缺 word/document.xml", "已损坏或不完整"),
        ("ODT 十亿次大笑", "文件类型声明（DTD）"),
        ("ODT 带宏", "带有宏"),
        ("ODT 加密", "有密码保护"),
        ("ODT XML 炸弹 61 MB", "压缩炸弹"),
        ("RTF 分组十万层", "嵌套太深"),
        ("图片 PNG 四亿像素", "百万像素"),
        ("HTML 十万层", "嵌套太深"),
        ("HTML 没有文字", "没有可以读取的文字"),
        ("HTML 存档没有网页", "没有网页"),
        ("ZIP 路径 ../../etc/cron.d/x", "文件夹之外"),
        ("ZIP 符号链接", "符号链接"),
        ("ZIP 套在里面的 ZIP", "压缩包里的压缩包"),
        ("ZIP 炸弹一千倍", "压缩炸弹"),
        ("ZIP 五百零一个文件", "超过上限 500 个"),
        ("类型 XLSX", "这是Excel 文件（XLSX）"),
        ("类型 加密的 Office", "有密码保护"),
    ],
)
def test_the_sentence_says_what_is_wrong(results, name, sentence):
    (found,) = [said for other, kind, said in results if other == name and kind == "refused"]
    assert sentence in found


def test_a_file_that_takes_too_long_costs_a_sentence():
    with pytest.raises(UnreadableFileError, match=r"超过 0\.01 秒，已经停止"):
        sandbox.read_in_sandbox("pdf", pdf("000", "one column"), timeout=0.01)


@pytest.mark.parametrize(
    "does, sentence",
    [
        ("kill -SEGV $$", "意外停止"),
        ("kill -ABRT $$", "意外停止"),
        ("kill -XCPU $$", "已经停止"),
        ("exit 3", "内存超过上限"),
        ("exit 4", "取出的文字超过上限"),
        ("echo nonsense", "意外停止"),
        ("echo '{}'", "意外停止"),
        ("exit 0", "意外停止"),
    ],
)
def test_a_reader_that_dies_costs_a_sentence(monkeypatch, tmp_path, does, sentence):
    (tmp_path / "python").write_text(f"#!/bin/sh\n{does}\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(sandbox.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SourceError, match=sentence):
        extract_text(word("001"), "2594.docx")


def in_reader(code: str) -> str:
    """Run ``code`` with the limits of the sandboxed process; return the last line of its standard error."""
    start = "import os, sys; from resolutions.sources import sandbox_worker; "
    start += "sandbox_worker.set_resource_limits(); sys.addaudithook(sandbox_worker.deny_side_effects)\n"
    run = subprocess.run([sys.executable, "-c", start + code], cwd=ROOT, capture_output=True, text=True, check=False)
    return (run.stderr.strip().splitlines() or [""])[-1] or str(run.returncode)


@pytest.mark.parametrize(
    "code, error",
    [
        ("import socket; socket.create_connection(('127.0.0.1', 80))", "PermissionError"),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1/')", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("os.system('true')", "PermissionError"),
        ("os.fork()", "PermissionError"),
        ("open('/tmp/written-by-a-reader', 'w')", "PermissionError"),
        ("os.remove('/tmp/no-such-file')", "PermissionError"),
        ("x = bytearray(2 * 1024**3)", "MemoryError"),
    ],
)
def test_the_reading_process_has_no_network_no_children_no_files_and_little_memory(code, error):
    assert error in in_reader(code)


def test_the_reading_process_is_given_no_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    (tmp_path / "python").write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(sandbox.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SourceError):
        extract_text(word("001"), "a.docx")
    assert "hidden" not in (tmp_path / "seen").read_text()


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("字" * (text_size.MAX_CHARACTERS + 1), "超过上限 2,000,000 字"),
        ("字\n" * (text_size.MAX_LINES + 1), "超过上限 100,000 行"),
        ("决定。\n" * (text_size.MAX_PARAGRAPHS + 1), "超过上限 20,000 段"),
    ],
)
def test_a_text_that_is_too_long_is_refused_before_it_is_parsed(text, sentence):
    with pytest.raises(SourceError, match=sentence):
        extract_text(text.encode(), "a.txt")


def test_a_text_within_the_limits_is_read():
    printed = " 安全理事会关切中东局势。 \n\n" * (text_size.MAX_PARAGRAPHS // 2)
    assert extract_text(printed.encode(), "a.txt").text == printed


@pytest.mark.parametrize(
    "count, sentence", [(text_size.MAX_PARAGRAPHS + 1, "超过上限 20,000 段"), (1_000_000, "超过上限 100,000 行")]
)
def test_a_small_word_file_of_many_paragraphs_is_refused_in_the_sandbox(count, sentence):
    data = document("<w:p><w:r><w:t>决定。</w:t></w:r></w:p>" * count)
    assert len(data) < 500_000
    with pytest.raises(UnreadableFileError, match=sentence):
        sandbox.read_in_sandbox("docx", data)
