"""The import rule of the design (section 2), and the house rules that a program can see."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "resolutions", "search")
# What a part of the code may import of the others, from the bottom up; the longest name that fits a module is its part.
DATA = {"resolutions.models", "resolutions.text"}
WITHOUT_DJANGO = {
    "resolutions.text": set(),
    "resolutions.sources": set(),
    "resolutions.graph": {"resolutions.text"},
    "resolutions.statistics": {"resolutions.graph", "resolutions.text"},
    "resolutions.wording": {"resolutions.text"},
    "search": {"resolutions.text"},
}
WITH_DATABASE = {
    "resolutions.apps": set(),
    "resolutions.models": {"resolutions.text"},
    "resolutions.migrations": {"resolutions.text"},
    "resolutions.catalogue": DATA,
    "resolutions.exports": DATA,
    "resolutions.graph.queries": DATA | {"resolutions.graph"},
    "resolutions.statistics.queries": DATA
    | {"resolutions.graph", "resolutions.graph.queries", "resolutions.statistics"},
    "resolutions.wording.similar": DATA | {"resolutions.wording"},
    "resolutions.ingest": DATA | {"resolutions.sources"},
    "resolutions.correcting": DATA | {"resolutions.ingest"},
}
SEARCH_WITH_DATABASE = {"search.apps", "search.direct", "search.engine", "search.indexing", "search.search_indexes"}
WITH_DATABASE |= {part: DATA | {"search"} | SEARCH_WITH_DATABASE for part in SEARCH_WITH_DATABASE}
BELOW_PAGES = {*WITHOUT_DJANGO, *WITH_DATABASE, "portal.publishing"}
PAGES = {
    *("resolutions.admin", "resolutions.desk", "resolutions.forms", "resolutions.templatetags", "resolutions.views"),
    *("resolutions.urls", "resolutions.management", "resolutions.api"),
    *(
        "search.exports",
        "search.page",
        "search.views",
        "search.forms",
        "search.templatetags",
        "search.urls",
        "search.management",
    ),
}
LAYERS = {
    **WITHOUT_DJANGO,
    **WITH_DATABASE,
    **dict.fromkeys(PAGES, BELOW_PAGES | PAGES),
    "portal.publishing": {*WITHOUT_DJANGO, *WITH_DATABASE},
    "portal": BELOW_PAGES | PAGES,
}
STANDARD_LIBRARY_ALONE = "resolutions.text"
MARKUP_IN_PYTHON = {"mark_safe", "SafeString", "SafeText", "SafeData", "format_html", "format_html_join"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "haystack.signals")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, also inside functions; ``from a import b`` gives ``a.b``."""
    package = list(path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def within(module: str, part: str) -> bool:
    """``urls_graph`` belongs to ``urls``."""
    return module == part or module.startswith((f"{part}.", f"{part}_"))


def layer(module: str) -> str | None:
    return max((part for part in LAYERS if within(module, part)), key=len, default=None)


def forbidden(module: str, imported: str) -> bool:
    part, top = layer(module), imported.partition(".")[0]
    if top in OURS:
        return imported not in OURS and layer(imported) not in {part, *LAYERS[part]}
    if part == STANDARD_LIBRARY_ALONE:
        return top not in sys.stdlib_module_names
    return part in WITHOUT_DJANGO and top in ("django", "haystack")


@pytest.mark.parametrize("path", python_files(*OURS), ids=module_name)
def test_a_module_imports_only_what_lies_below_it(path):
    module = module_name(path)
    assert layer(module) or module == "resolutions", f"{module} has no place in LAYERS"
    if layer(module):
        assert [name for name in imports(path) if forbidden(module, name)] == []


@pytest.mark.parametrize(
    "module, imported, is_forbidden",
    [
        ("resolutions.text.citations", "re", False),
        ("resolutions.text.citations", "django.db.models", True),
        ("resolutions.text.citations", "numpy", True),
        ("resolutions.sources.pdf", "django.conf.settings", True),
        ("resolutions.models", "resolutions.ingest.ingest", True),
        ("resolutions.ingest", "search.indexing.update", True),
        ("search.indexing", "resolutions.ingest.ingest", True),
        ("search.indexing", "portal.publishing.take_in", True),
        ("search.indexing", "search.views.results", True),
        ("search.analysis", "search.indexing.update", True),
        ("search.analysis", "resolutions.models.Document", True),
        ("search.engine", "search.snapshot.Reader", False),
        ("resolutions.admin", "portal.publishing.take_in", False),
        ("resolutions.views.documents", "portal.settings", True),
    ],
)
def test_the_rule_tells_up_from_down(module, imported, is_forbidden):
    assert forbidden(module, imported) is is_forbidden


@pytest.mark.parametrize("path", python_files(*OURS), ids=module_name)
def test_no_signals_and_no_markup_in_python(path):
    found = [name for name in imports(path) if any(within(name, signals) for signals in SIGNALS)]
    found += [name for name in imports(path) if name.rpartition(".")[2] in MARKUP_IN_PYTHON]
    assert found == []


@pytest.mark.parametrize("path", [path for path in python_files(*OURS) if "models" in path.parts[-1]], ids=module_name)
def test_what_happens_on_writing_is_not_hidden_in_models(path):
    functions = [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    assert {"save", "delete"}.isdisjoint(functions)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.*")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_templates_escape_and_hold_no_code_or_style(path):
    text = path.read_text()
    markup = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text)
    assert not re.search(r"\|\s*safe\b|autoescape\s+off|safeseq", text)
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", markup)
    assert all("src=" in tag or "application/" in tag for tag in re.findall(r"<script[^>]*>", markup))
