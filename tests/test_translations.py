"""Catalogues of the interface: complete, current, with the same values and markup in each language."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest
from django.template.loader import get_template

from resolutions.interface.build import convert_catalogue
from resolutions.interface.catalogue_files import DOMAINS, source_path
from tests import interface_words
from tools import messages

TEMPLATES = messages.ROOT / "templates"
COLLECTED = ("manage.py", "portal", "resolutions", "search", "static", "templates", "tools")
# A value of a sentence may say what it holds; words that depend on it are no value (docs/languages.md).
BRACE_VALUE = re.compile(r"\{(\w+)(?::\w+)?\}")
PERCENT_VALUE = re.compile(r"%\(\w+\)[sd]|%%")
MARKUP = re.compile(r"</?\w+[^>]*>")
CATALOGUES = {domain: polib.pofile(str(source_path(domain))) for domain in DOMAINS}
ENTRIES = [(domain, entry) for domain, catalogue in CATALOGUES.items() for entry in catalogue if not entry.obsolete]


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def places(text: str) -> set[str]:
    """Return the values that ``text`` takes, in either notation, and its markup."""
    return set(BRACE_VALUE.findall(text)) | set(PERCENT_VALUE.findall(text)) | set(MARKUP.findall(text))


def test_every_message_has_english():
    assert [(domain, entry.msgid) for domain, entry in ENTRIES if not all(texts(entry)) or entry.fuzzy] == []


def test_english_takes_the_same_values_and_markup():
    wrong = []
    for domain, entry in ENTRIES:
        wanted = places(entry.msgid)
        for number, text in enumerate(texts(entry)):
            # "1 document" may leave its number out
            if places(text) != wanted and not (entry.msgid_plural and number == 0 and places(text) < wanted):
                wrong.append((domain, entry.msgid, text))
    assert wrong == []


# Labels without a context of their own, and those of filters, verbs, votes and sources.
LABEL_CONTEXTS = {None, "filter", "verb of a citation", "ballot", "origin of a text"}
# An action and its record, a value and its heading, or two things by one Chinese word.
TWO_MEANINGS = {
    "上传", "上传文件", "丢弃草稿", "从联合国取来", "发布", "取消交接", "命令行", "引文所述主题", "引用", "引用次数",
    "待发布", "执行部分", "撤回", "收录", "改动", "段落", "议程项目（本站译）",
}  # fmt: skip


def test_a_label_has_the_same_english_everywhere():
    """Capitals and the plural may differ."""
    english: dict[str, set[str]] = {}
    for _domain, entry in ENTRIES:
        if entry.msgctxt in LABEL_CONTEXTS and not entry.msgid_plural:
            english.setdefault(entry.msgid, set()).add(entry.msgstr.lower().removesuffix("s"))
    assert {label for label, words in english.items() if len(words) > 1} == TWO_MEANINGS


def test_documents_and_paragraphs_have_kinds_and_no_types():
    named = [entry for _domain, entry in ENTRIES if re.search("文件类型|段落类别|^类[型别]", entry.msgid)]
    typed = [
        entry.msgstr for entry in named if re.search(r"\btypes?\b", entry.msgstr, re.I) and "DTD" not in entry.msgid
    ]
    assert len(named) > 10 and typed == []


def test_traditional_chinese_has_no_simplified_character_left():
    """OpenCC converts each message; the values and markup survive."""
    wrong = []
    for domain, catalogue in CATALOGUES.items():
        for entry in convert_catalogue(catalogue):
            for text in texts(entry):
                if places(text) != places(entry.msgid) or SIMPLIFIED_ALONE & set(text):
                    wrong.append((domain, text))
    assert wrong == []


# Frequent characters of the interface that traditional Chinese does not have.
SIMPLIFIED_ALONE = set("决议检统计览编辑发载录页图书馆国联会应对过这说选择议项题标长数据结时间单删")


def test_no_page_has_words_that_no_catalogue_translates(capsys):
    assert interface_words.main([]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "name, source, found",
    [
        ("a.html", "<p>检索</p>", ["检索"]),
        ("a.html", '<p>{% translate "检索" %}</p>{# 检索 #}', []),
        ("a.html", "<p>{% blocktranslate trimmed %}检索{{ n }}份{% endblocktranslate %}份</p>", ["份"]),
        ("a.html", "{{ _('检索')|format(n=1) }}<b title=\"检索\">", ["检索"]),
        ("a.html", '{% include "b.html" with heading="检索" %}', ["检索"]),
        ("a.py", 'gettext("检索")\nf"共{n}份"', ["共{}份"]),
        ("a.py", 'ngettext("检索", "检索", 3)\n"""检索"""', ["检索"]),
        ("a.py", '"""检索"""\nx = gettext_lazy("检索{n}").format(n="份")', ["份"]),
    ],
)
def test_the_list_of_untranslated_words(tmp_path, name, source, found):
    path = tmp_path / name
    path.write_text(source)
    assert [text for _, text in interface_words.untranslated(path)] == found


def test_the_catalogues_hold_just_the_messages_of_the_code(tmp_path):
    """In a copy, because collecting messages writes the catalogues."""
    if not shutil.which("xgettext"):
        reason = "GNU gettext is not installed (Debian: apt-get install gettext)"
        pytest.fail(reason) if os.environ.get("REQUIRE_GETTEXT") == "1" else pytest.skip(reason)
    for name in COLLECTED:
        source, copy = messages.ROOT / name, tmp_path / name
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    subprocess.run([sys.executable, "-m", "tools.messages"], cwd=tmp_path, check=True, capture_output=True)
    for domain in ("django", "djangojs"):
        path = source_path(domain)
        assert (tmp_path / path.relative_to(messages.ROOT)).read_text("utf-8") == path.read_text("utf-8")


@pytest.mark.parametrize("path", [path for path in sorted(TEMPLATES.rglob("*.*")) if "fragments" not in path.parts])
def test_every_template_compiles(path):
    get_template(str(path.relative_to(TEMPLATES)))
