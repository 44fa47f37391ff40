"""Chinese words of the interface that no catalogue translates: ``python -m tests.interface_words [path …]``.

Templates: every Chinese text outside ``{% translate %}``, ``{% blocktranslate %}`` and ``_("…")``. Python: every
Chinese string in a module that renders pages and is no argument of gettext. The check cannot know words of a document
or of a grammar from words of the interface: the former are listed in ``tests/interface_exceptions.txt``, one
``path: text`` a line; ``path: *`` for a whole file, such as one that writes exports.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from resolutions.text.han import HAN

ROOT = Path(__file__).resolve().parent.parent
# Packages that answer requests. Others write sentences for records, which pages pass through ``translate_sentence``.
PAGE_PACKAGES = (
    "portal/error_pages.py",
    "portal/long_addresses.py",
    "resolutions/admin",
    "resolutions/apps.py",
    "resolutions/desk",
    "resolutions/forms.py",
    "resolutions/http",
    "resolutions/models",
    "resolutions/pages",
    "resolutions/templatetags",
    "resolutions/views",
    "search/apps.py",
    "search/catalogue_search.py",
    "search/catalogue_table.py",
    "search/name_suggestions.py",
    "search/pages",
    "search/suggestions.py",
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
EXCEPTIONS = ROOT / "tests" / "interface_exceptions.txt"
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%-?\s*(blocktrans(?:late)?|comment|trans)\b.*?%\}.*?\{%-?\s*end\1.*?%\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|\{#.*?#\}", re.DOTALL)
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_WRAPPED = re.compile(r"""\b(?:_|gettext|ngettext|pgettext)\((?:\s*(?:"[^"]*"|'[^']*'),?)+""")
_TRANSLATE_TAG = re.compile(r"\{%-?\s*trans(?:late)?\s.*?%\}", re.DOTALL)
_CONTENTS = re.compile(r"[^<>\n\"'=]*[\u3400-\u9fff][^<>\n\"']*")


def untranslated(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line number and text of each Chinese piece of the file that is not translated."""
    yield from _in_python(path.read_text("utf-8")) if path.suffix == ".py" else _in_template(path.read_text("utf-8"))


def _in_template(source: str) -> Iterator[tuple[int, str]]:
    blank = lambda found: re.sub(r"[^\n]", " ", found[0])  # noqa: E731
    for expression in (_COMMENT, _BLOCK, _TRANSLATE_TAG):
        source = expression.sub(blank, source)
    source = _WRAPPED.sub(blank, source)
    # Words inside other tags count only as strings: ``{% include … with heading="…" %}``
    for number, line in enumerate(source.splitlines(), 1):
        for found in _CONTENTS.finditer(line):
            yield number, found[0].strip()


def _in_python(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if node.body and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant):
                skipped.add(id(node.body[0].value))
        elif isinstance(node, ast.JoinedStr):
            skipped |= {id(value) for value in node.values}
        elif isinstance(node, ast.Call) and _name(node.func) in GETTEXT:
            skipped |= {id(inner) for argument in node.args for inner in ast.walk(argument)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(value.value if isinstance(value, ast.Constant) else "{}" for value in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if HAN.search(text):
            yield node.lineno, text


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def interface_files() -> list[Path]:
    """Return the templates and the modules that the check reads."""
    templates = [path for path in sorted((ROOT / "templates").rglob("*.*")) if path.name != "opensearch.xml"]
    modules = [
        path
        for name in PAGE_PACKAGES
        for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
    ]
    return templates + sorted(modules)


def exceptions() -> set[tuple[str, str]]:
    """Return path and text of the pieces that are meant to stay Chinese."""
    if not EXCEPTIONS.exists():
        return set()
    lines = [line for line in EXCEPTIONS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {(path, text) for path, _colon, text in (line.partition(": ") for line in lines)}


def main(names: list[str]) -> int:
    """Print the pieces of the named files or folders, of all without a name; return their number, at most 1."""
    kept, count = exceptions(), 0
    wanted = [str(Path(name)) for name in names]
    for path in interface_files():
        name = str(path.relative_to(ROOT))
        if wanted and not any(name == part or name.startswith(part + "/") for part in wanted):
            continue
        for number, text in untranslated(path):
            if not kept & {(name, "*"), (name, " ".join(text.split()))}:
                count += 1
                print(f"{name}:{number}: {' '.join(text.split())}")
    print(f"{count} pieces are not translated.")
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
