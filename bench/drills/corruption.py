"""Damage each file of an index in each way, and print who sees it and who heals it.

    python -m bench.drills.corruption

The index holds the five texts of ``fixtures/texts``, in two segments. It is opened and damaged as a server has it open.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index, replace_documents
from search.index.snapshot import RECHECK_SECONDS, SnapshotManager
from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.errors import IndexUnavailableError
from search.protocol.request import SearchRequest
from search.results.answer import Searcher
from tests.search.damage import DAMAGES, describe, list_damages
from tests.search.reading import TEXTS, read_source

QUERIES = ("安全部门改革", "*", "第2553(2020)号决议")


def main() -> None:
    """Print a row for each file and damage; exit non-zero when an answer was wrong or a damage stayed."""
    sources = [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]
    with tempfile.TemporaryDirectory() as name:
        whole = IndexFolder(Path(name, "whole"))
        rebuild_index(whole, sources)
        with whole.write_lock():
            replace_documents(whole, sources[1:2], [2])
        right = ask(SnapshotManager(whole))
        print(f"{'file':<22}{'damage':<14}{'seen by':<46}healed by")
        failed = 0
        for file, damage in sorted(list_damages(whole), key=lambda pair: describe(pair[0])):
            copy = IndexFolder(Path(name, "copy"))
            shutil.copytree(whole.path, copy.path)
            seen, healed, is_right = drill(copy, file, damage, right, sources)
            failed += not is_right
            print(f"{describe(file):<22}{damage:<14}{seen:<46}{healed}{'' if is_right else '  WRONG'}")
            shutil.rmtree(copy.path)
        print(f"{failed} failures. An open server looks at the status of all files every {RECHECK_SECONDS:.0f} s.")
    sys.exit(bool(failed))


def drill(
    folder: IndexFolder, file: str, damage: str, right: list[Answer], sources: list[IndexableDocument]
) -> tuple[str, str, bool]:
    """Damage one file; return who saw it, who healed it, and whether no answer was wrong and it was healed."""
    DAMAGES[damage](folder.path / file)
    answers, opened = try_to_open(folder, right)
    checked = try_to_verify(folder)
    if not opened and not checked:
        return "nobody; the answers are right", "not needed", answers
    rebuild_index(folder, sources)
    is_healed = not try_to_verify(folder) and not try_to_open(folder, right)[1]
    seen = " and ".join(name for name in (opened and "the opening process", checked and "index --check") if name)
    return seen, "a rebuild in the background, or --repair", answers and bool(opened and checked) and is_healed


def ask(manager: SnapshotManager) -> list[Answer]:
    """Return the answers to the queries."""
    searcher = Searcher(manager.snapshot(), load_dictionary())
    return [searcher.answer(SearchRequest(typed)) for typed in QUERIES]


def try_to_open(folder: IndexFolder, right: list[Answer]) -> tuple[bool, str]:
    """Return whether no answer was wrong, and the error of opening the index or an empty string."""
    try:
        answers = ask(SnapshotManager(folder))
    except IndexUnavailableError as error:
        return True, str(error)
    shown = [[(result.card.key, result.snippets) for result in answer.results] for answer in answers]
    expected = [[(result.card.key, result.snippets) for result in answer.results] for answer in right]
    return sorted(map(str, shown)) == sorted(map(str, expected)), ""


def try_to_verify(folder: IndexFolder) -> str:
    """Return the error of reading all files, or an empty string."""
    try:
        folder.verify()
    except IndexUnavailableError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    main()
