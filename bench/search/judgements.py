"""Reader of the queries judged by hand, ``judged_queries.tsv``.

The five seeds are named by their numbers, the Repertoire by R and the letter by L; other texts by the names of their
files. When a document has many paragraphs on the subject, those named are the best: the clause that decides or states
what was asked before one that only names it, the operative part before the preamble.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from search.protocol.documents import IndexableDocument

JUDGED_FILE = Path(__file__).with_name("judged_queries.tsv")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Expected documents of a query of the class ``kind``.

    ``grades`` are 2 for what was asked for and 1 for what is useful too. ``paragraphs`` are labels by document.
    """

    kind: str
    query: str
    grades: dict[str, int]
    paragraphs: dict[str, frozenset[str]]


def read_judgements(path: Path = JUDGED_FILE) -> list[Judgement]:
    """Parse all lines; ``#`` begins a comment line."""
    lines = path.read_text("utf-8").splitlines()
    return [parse_judgement(line) for line in lines if line and not line.startswith("#")]


def parse_judgement(line: str) -> Judgement:
    r"""Parse one line of the file.

    >>> parse_judgement("topic\t妇女\t2553@5,PP6 | L").grades
    {'2553': 2, 'L': 1}
    >>> sorted(parse_judgement("topic\t妇女\t2553@5,PP6 | L").paragraphs["2553"])
    ['5', 'PP6']
    """
    kind, query, names = line.split("\t")
    first, _, second = names.partition("|")
    grades, paragraphs = {}, {}
    for grade, group in ((2, first), (1, second)):
        for name, _, labels in (item.partition("@") for item in group.split()):
            grades[name] = grade
            if labels:
                paragraphs[name] = frozenset(labels.split(","))
    return Judgement(kind, query.replace(r"\r", "\r").replace(r"\n", "\n"), grades, paragraphs)


def find_unknown_names(
    judgements: Iterable[Judgement], sources: Mapping[str, IndexableDocument]
) -> Iterator[tuple[str, str]]:
    """Yield the query and the name of each judged document or paragraph that is not among ``sources``."""
    for judged in judgements:
        for name in judged.grades:
            if name not in sources:
                yield judged.query, name
        for name, labels in judged.paragraphs.items():
            known = {passage.label for passage in sources[name].passages} if name in sources else set()
            for label in sorted(labels - known):
                yield judged.query, f"{name}@{label}"
