"""Form of docstrings, comments and templates: the rules of CONTRIBUTING.md that a program can check."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [
    ROOT / "manage.py",
    *(
        path
        for folder in ("portal", "resolutions", "search", "bench", "tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
    ),
]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.*"))
SKIPPED_FOLDERS = {".git", ".venv", ".data", ".hypothesis", "__pycache__"}
LINE_LENGTH = 120  # characters
# A docstring or comment is a sentence or a noun phrase, not half a question.
OPENING = re.compile(
    r"(What|Which|Where|Whether|How|Who|Whose|Whatever|Whoever|When|Those|All that|All of|That which)\b"
)
HAND_TYPED = re.compile(r"""\b(?:href|action|src)=(["'])(/[^"']*)\1""")
# A query typed behind an address, as in ``{{ search_url }}?q=2553``; ``{% querystring %}`` writes it.
HAND_TYPED_QUERY = re.compile(r"""\b(?:href|action|src)=["'][^<>]*?[%}]\}\?\w""")
# These pages are rendered without the URL resolver: the error may be in the resolver itself, or before it.
ALLOWED_ADDRESSES = {("templates/500.html", "/")}
BUILD_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|workspace|builds)/[\w.-]+/")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def docstrings_and_comments(source: str) -> Iterator[tuple[int, str]]:
    """Yield line number and text of each docstring and of each comment that begins a line."""
    for node in ast.walk(ast.parse(source)):
        documented = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if documented and (text := ast.get_docstring(node)):
            yield getattr(node, "lineno", 1), text
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.line.lstrip().startswith("#"):
            yield token.start[0], token.string.lstrip("# ")


def text_files() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(part in SKIPPED_FOLDERS or part.endswith("_cache") for part in parts):
            try:
                yield name_of(path), path.read_text("utf-8")
            except UnicodeDecodeError:  # a picture, or a text in another encoding
                continue


def test_the_rules_see_what_they_forbid():
    source = '"""What it is."""\n# Where it lies\nX = 1  # How much\ndef f():\n    """Which one."""\n'
    found = [line for line, text in docstrings_and_comments(source) if OPENING.match(text)]
    assert found == [1, 4, 2]
    assert HAND_TYPED.findall('<a href="/search?q=1"><form action=\'{% url "home" %}\'>') == [('"', "/search?q=1")]
    assert HAND_TYPED_QUERY.search("<a href=\"{% url 'search:results' %}?q=*\">")
    assert not HAND_TYPED_QUERY.search("<a href=\"{{ url }}{% querystring blank q='*' %}\">")
    assert BUILD_MACHINE.search("/builds/" + "portal/x.py") and not BUILD_MACHINE.search("https://example.org/work/a/b")


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_docstrings_and_comments_begin_with_a_statement(path):
    found = [
        (line, text.splitlines()[0]) for line, text in docstrings_and_comments(path.read_text()) if OPENING.match(text)
    ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_have_short_lines_and_reverse_their_addresses(path):
    text, name = path.read_text(), name_of(path)
    assert [number for number, line in enumerate(text.splitlines(), 1) if len(line) > LINE_LENGTH] == []
    typed = {(name, address) for _, address in HAND_TYPED.findall(text)}
    assert typed - ALLOWED_ADDRESSES == set()
    assert HAND_TYPED_QUERY.findall(text) == []
    assert "{% each " not in text and "endeach" not in text


def test_no_file_names_a_folder_of_the_machine_that_built_it():
    assert [(name, match[0]) for name, text in text_files() if (match := BUILD_MACHINE.search(text))] == []


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_sections_of_the_design_are_cited_by_name(path):
    assert not re.search(r"DESIGN\s+§|design\s+\(section", path.read_text()) or path == Path(__file__)
