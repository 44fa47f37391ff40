"""Chinese sentences of packages without gettext that no message of ``sentences.po`` fits: ``python -m
tests.interface_sentences``.

Every Chinese string of such a package must fit a message of the catalogue, so that a page can show it in another
language, or stand in ``tests/sentence_words.txt``: words of grammar or of documents. A line there is ``path: text``,
with ``{}`` for values, or ``path: *`` for a module that writes no sentence. The exports are in Chinese always.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib

from resolutions.interface.catalogue_files import source_path
from resolutions.text.han import HAN

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = source_path("sentences")
WORDS = ROOT / "tests" / "sentence_words.txt"
SPEAKING = (
    *(f"resolutions/{name}" for name in ("text", "sources", "recognition", "fetching", "comparison", "display")),
    *(f"resolutions/{name}" for name in ("writing", "loading", "jobs", "job_handlers", "management")),
    *(f"resolutions/{name}.py" for name in ("batches", "stubs")),
)
# Modules of the desk that write records or reasons kept in them; the others answer requests, with gettext.
SPEAKING_AT_THE_DESK = (
    "background_reading", "bulk_publication", "document_fetch", "due_jobs", "folder_ingest", "handovers", "known_files",
    "page_images", "page_recognition", "publication_checks", "receiving", "recognition_request", "repair",
    "stored_scans", "typed_symbols", "upload_manifest", "uploads", "versions",
)  # fmt: skip
_PLACE = re.compile(r"\{\w*(?::\w+)?\}")
_VALUE = r"(?:\{[^{}]+\}|[^{}，。；：、])*"  # in a message where the code has a value: a place, or one of its values
_EXPRESSION = re.compile(r"\(\?|\\[dsw]|\[\^|\{\d,|\\[(.]")  # only regular expressions have them


def speaking_files() -> list[Path]:
    """Return the modules that the check reads."""
    names = [*SPEAKING, *(f"resolutions/desk/{name}.py" for name in SPEAKING_AT_THE_DESK)]
    return sorted(
        path for name in names for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
    )


@cache
def find_strings(source: str) -> tuple[tuple[int, str], ...]:
    """Return line and text of each Chinese string; a value of an f-string or of ``format`` is ``{}``.

    Left out are docstrings, strings within gettext, regular expressions, single characters, and the pieces of an
    f-string, which is one string.
    """
    return tuple(_iter_strings(ast.parse(source)))


def _iter_strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if node.body and isinstance(node.body[0], ast.Expr):
                skipped.add(id(node.body[0].value))
        elif isinstance(node, ast.JoinedStr):
            skipped |= {id(value) for value in node.values}
        elif isinstance(node, ast.Call) and "gettext" in ast.unparse(node.func):
            skipped |= {id(inner) for argument in node.args for inner in ast.walk(argument)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = _PLACE.sub("{}", node.value)
        else:
            continue
        if HAN.search(text) and not _EXPRESSION.search(text) and len(text.replace("{}", "")) > 1:
            yield node.lineno, text


def fits(text: str, messages: list[str]) -> bool:
    """Report if a message has the words of a string of the code, or a whole string of the code has those of a message.

    Either may have a value where the other has a place.
    """
    words = re.split(r"(?:\{\})+", text)
    expression = re.compile(_VALUE.join(map(re.escape, words)))
    if any(expression.fullmatch(message) for message in messages):
        return True
    ascii_places = (re.split(r"\{\w+:(?:ascii|number)\}", message) for message in messages)
    return any(len(words) > 1 and re.fullmatch("[!-~]+".join(map(re.escape, words)), text) for words in ascii_places)


def load_messages() -> list[str]:
    """Return the messages of the catalogue."""
    return [entry.msgid for entry in polib.pofile(str(CATALOGUE))]


def load_words() -> set[tuple[str, str]]:
    """Return path and text of the strings that are no sentences."""
    lines = [line for line in WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {(path, text) for path, _colon, text in (line.partition(": ") for line in lines)}


def find_missing() -> Iterator[tuple[str, int, str]]:
    """Yield path, line and text of each string without message or line in the list."""
    messages, words = load_messages(), load_words()
    for path in speaking_files():
        name = str(path.relative_to(ROOT))
        if (name, "*") in words:
            continue
        for line, text in find_strings(path.read_text("utf-8")):
            if (name, " ".join(text.split())) not in words and not fits(text, messages):
                yield name, line, " ".join(text.split())


def main() -> int:
    """Print the strings that lack a message; return their number, at most 1."""
    count = 0
    for name, line, text in find_missing():
        count += 1
        print(f"{name}:{line}: {text}")
    print(f"{count} strings fit no message of sentences.po.")
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main())
