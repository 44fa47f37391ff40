"""Tree of a query: conditions on documents, and what combines them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Relation = Literal["paragraph", "sentence"] | int  # of two texts: in the same one, or at most so many characters apart


@dataclass(frozen=True, slots=True)
class TextCondition:
    """Text to find.

    ``text`` is folded and ``typed`` is not. ``is_phrase``: it was typed in quotation marks. ``is_prefix``: ``*``
    followed it. ``scope`` limits this condition alone. ``is_name``: another name of what was typed, which is found as
    one string in fuzzy mode too. ``is_word``: only a whole number or Latin word will do.
    """

    text: str
    typed: str
    is_phrase: bool = False
    is_prefix: bool = False
    scope: str | None = None
    is_name: bool = False
    is_word: bool = False

    @property
    def is_plain(self) -> bool:
        """Return whether the text is neither a phrase nor the start of a word, and limited to no field."""
        return not (self.is_phrase or self.is_prefix or self.is_word or self.scope)

    def with_text(self, text: str, is_name: bool) -> "TextCondition":
        """Return the condition for another folded text; ``dataclasses.replace`` would take three times as long."""
        return TextCondition(text, self.typed, self.is_phrase, self.is_prefix, self.scope, is_name, self.is_word)


@dataclass(frozen=True, slots=True)
class WildcardCondition:
    """Numbers or Latin words of a pattern.

    In the folded ``pattern``, ``*`` stands for any letters and digits and ``?`` for one. The words that fit are looked
    up in the index, and texts take the place of this condition.
    """

    pattern: str
    typed: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class SimilarCondition:
    """A word and those that are written or sound almost alike; ``text`` is folded.

    The words are looked up in the index, and texts take the place of this condition.
    """

    text: str
    typed: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class YearCondition:
    """Documents of the years ``first`` to ``last``, inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateCondition:
    """Documents dated from ``first`` to ``last``, inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CitationCountCondition:
    """Documents that are cited ``first`` to ``last`` times, inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CitesCondition:
    """Documents that cite the document of this canonical symbol."""

    symbol: str


@dataclass(frozen=True, slots=True)
class CharterCondition:
    """Documents that cite a chapter of the Charter, of the Roman number ``chapter``."""

    chapter: str


@dataclass(frozen=True, slots=True)
class CitedByCondition:
    """Documents that the document of this canonical symbol cites."""

    symbol: str


@dataclass(frozen=True, slots=True)
class VerbCondition:
    """Documents that cite a document by one of these verbs; with ``symbol``, the document of this canonical symbol."""

    verbs: tuple[str, ...]
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class KeywordCondition:
    """Documents with this value of the keyword field ``field``: ``kind`` or ``organ``."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class SubjectCondition:
    """Documents with a subject that has ``text`` as whole words in one of its names.

    ``text`` is folded and ``typed`` is not. ``is_prefix``: ``*`` followed it, so that its last word may go on.
    """

    text: str
    typed: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class KeyCondition:
    """Documents with one of these primary keys; a program asks for them, the query language cannot."""

    keys: frozenset[int]


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents."""


@dataclass(frozen=True, slots=True)
class And:
    """Documents that meet all parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that meet any part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not meet the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Narrow:
    """Documents that meet the part, in whichever section; it changes no score."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Near:
    """Documents in which the parts occur near one another.

    A part is a text or alternatives of texts. ``relations[i]`` is that of parts ``i`` and ``i + 1``.
    """

    parts: tuple["Node", ...]
    relations: tuple[Relation, ...]


Leaf = (
    TextCondition
    | WildcardCondition
    | SimilarCondition
    | YearCondition
    | DateCondition
    | CitationCountCondition
    | CitesCondition
    | CharterCondition
    | CitedByCondition
    | VerbCondition
    | KeywordCondition
    | SubjectCondition
    | KeyCondition
    | Everything
)
Node = Leaf | And | Or | Not | Narrow | Near
WITH_PARTS = (And, Or, Near)  # for ``isinstance``, which a union of types would slow down at every node


def iter_leaves(node: Node | None) -> Iterator[Node]:
    """Yield the leaves of a tree in the order typed; a ``Not`` is one leaf."""
    if isinstance(node, WITH_PARTS):
        for part in node.parts:
            yield from iter_leaves(part)
    elif node is not None:
        yield node


def has_inclusion(node: Node | None) -> bool:
    """Return whether any condition is not negated."""
    return any(not isinstance(leaf, Not) for leaf in iter_leaves(node))


def join_nodes(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    """Combine the parts that are not None; None when there are none."""
    present = tuple(part for part in parts if part is not None)
    if len(present) < 2:
        return present[0] if present else None
    return kind(present)
