"""Packages that write records, exports or the index take no word in the language of the request.

``resolutions.models.choices`` gives them the Chinese labels (docs/decisions/interface-languages.md). What the desk does
by requests is compared between languages in ``tests/desk/test_kept_words.py``.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resolutions.models.choices import Choices
from tests.test_layers import ROOT, python_files

# Packages and modules whose words are kept or promised to programs.
WRITERS = [
    *(
        f"resolutions/{name}"
        for name in ("api", "comparison", "display", "exports", "fetching", "job_handlers", "jobs")
    ),
    *(
        f"resolutions/{name}"
        for name in ("loading", "management", "recognition", "sources", "terms", "text", "writing")
    ),
    *(
        f"search/{name}"
        for name in ("change_log", "chinese", "haystack_engine", "index", "opensearch_engine", "results")
    ),
    *(f"search/{name}.py" for name in ("document_facts", "indexing", "search_indexes")),
]
LABELS = re.compile(r"get_\w+_display|verbose_name(_plural)?|choices|labels|label_of|(n|p|np)?gettext(_lazy)?")
FOR_PAGES = {
    ("resolutions/writing/catalogue/library_import.py", "label_of"),  # of the preview of an import
    ("resolutions/terms/known_names.py", "label"),  # lazy; the export of terms takes its Chinese
}
LISTS = {"KINDS", "ACTIONS", "STATES", "PROBLEMS", "PERMANENT_SEATS"}
CHINESE = {"chinese", "chinese_names", "chinese_display"}


def names_of_choices(root: type = Choices) -> set[str]:
    return {name for kind in root.__subclasses__() for name in (kind.__name__, *names_of_choices(kind))}


def translated_labels(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of each label that is in the language of the request."""
    known = names_of_choices()
    members = {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.comprehension | ast.For) and isinstance(node.target, ast.Name)
        if isinstance(node.iter, ast.Name) and node.iter.id in known
    }
    chinese = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CHINESE
        for argument in node.args
        for inner in ast.walk(argument)
    }
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if not name or id(node) in chinese:
            continue
        is_label = name == "label" and isinstance(node, ast.Attribute) and root_of(node.value) in known | members
        is_list = name in LISTS and isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load)
        is_other = isinstance(node, ast.Attribute) and LABELS.fullmatch(name) and root_of(node.value) != "parser"
        if is_label or is_list or is_other or re.fullmatch(r"(n|p|np)?gettext(_lazy)?", name):
            yield node.lineno, name


def root_of(node: ast.expr) -> str:
    """Return the name at the left end of ``Kind(row.kind).value`` or ``TextQuality.OCR``."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize(
    "source, found",
    [
        ("Kind(row.kind).label", ["label"]),
        ("TextQuality.OCR.label", ["label"]),
        ("[kind.label for kind in Kind]", ["label"]),
        ("[kind.chinese for kind in Kind]", []),
        ("paragraph.label", []),
        ("document.get_kind_display()", ["get_kind_display"]),
        ("chinese_display(document, 'kind')", []),
        ("dict(Paragraph.KINDS)", ["KINDS"]),
        ("chinese_names(Paragraph.KINDS)", []),
        ("dict(Kind.choices)", ["choices"]),
        ("field.verbose_name", ["verbose_name"]),
        ("gettext('文件')", ["gettext"]),
    ],
)
def test_the_finder_of_translated_labels(source, found):
    assert [name for _, name in translated_labels(ast.parse(source))] == found


def test_no_record_takes_a_label_of_the_interface():
    files = [path for name in WRITERS for path in ([ROOT / name] if name.endswith(".py") else python_files(name))]
    assert len(files) > 100
    found = [(str(path.relative_to(ROOT)), *place) for path in files for place in translated_labels(parse(path))]
    assert [(name, line, label) for name, line, label in found if (name, label) not in FOR_PAGES] == []


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
