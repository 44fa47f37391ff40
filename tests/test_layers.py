"""The import rule of the design (section 2), and the house rules that a program can see."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "resolutions", "search")
ANYTHING_BELOW = ("resolutions", "search", "portal.publishing")
# Part of the code → what of ours it may import, and whether it may know Django. The longest name that fits decides.
LAYERS = {
    "portal": (OURS, True),
    "resolutions.text": (("resolutions.text",), False),
    "resolutions.sources": (("resolutions.sources",), False),
    "resolutions.models": (("resolutions.text",), True),
    "resolutions.migrations": (("resolutions.text",), True),
    "resolutions.apps": ((), True),
    "resolutions.ingest": (("resolutions.models", "resolutions.text", "resolutions.sources"), True),
    "resolutions.correcting": (("resolutions.ingest", "resolutions.models", "resolutions.text"), True),
    "resolutions.desk": (ANYTHING_BELOW, True),
    "resolutions.catalogue": (("resolutions.models", "resolutions.text"), True),
    "resolutions.views": (ANYTHING_BELOW, True),
    "resolutions.urls": (ANYTHING_BELOW, True),
    "resolutions.forms": (ANYTHING_BELOW, True),
    "resolutions.admin": (ANYTHING_BELOW, True),
    "resolutions.templatetags": (ANYTHING_BELOW, True),
    "resolutions.management": (ANYTHING_BELOW, True),
    "search": (("resolutions.models", "resolutions.text", "search"), True),
    "search.views": (ANYTHING_BELOW, True),
    "search.urls": (ANYTHING_BELOW, True),
    "search.forms": (ANYTHING_BELOW, True),
    "search.templatetags": (ANYTHING_BELOW, True),
    "search.management": (ANYTHING_BELOW, True),
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
    return module == part or module.startswith(f"{part}.")


def layer(module: str) -> str | None:
    return max((part for part in LAYERS if within(module, part)), key=len, default=None)


def forbidden(module: str, imported: str) -> bool:
    part = layer(module)
    allowed, knows_django = LAYERS[part]
    if imported.partition(".")[0] in OURS:
        return not any(within(imported, other) for other in (*allowed, part))
    if part == STANDARD_LIBRARY_ALONE:
        return imported.partition(".")[0] not in sys.stdlib_module_names
    return not knows_django and imported.partition(".")[0] in ("django", "haystack")


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
    assert not re.search(r"\|\s*safe\b|autoescape\s+off|safeseq", text)
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text)
    assert all("src=" in tag or "application/" in tag for tag in re.findall(r"<script[^>]*>", text))
