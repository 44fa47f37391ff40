"""Sections of documents that ``段落:`` limits conditions to."""

from dataclasses import dataclass, replace

from search.query.parser.fields import find_value
from search.query.parser.nodes import And, Near, Node, Not, Or, SimilarCondition, TextCondition, WildcardCondition

EXCLUDED_PREFIX = "not_"  # begins the scope of all sections but one


@dataclass(frozen=True, slots=True)
class Section:
    """A section to search in, or with ``is_excluded`` one to leave out."""

    scope: str
    is_excluded: bool = False

    @classmethod
    def read(cls, word: str, is_excluded: bool) -> "Section | None":
        """Return the section of a word; None for another word."""
        scope = find_value("scope", word)
        return cls(scope, is_excluded) if scope else None

    @property
    def scope_name(self) -> str:
        """The scope of the index to search in."""
        return EXCLUDED_PREFIX + self.scope if self.is_excluded and self.scope != "all" else self.scope


def limit_to_sections(node: Node | None, sections: tuple[Section, ...]) -> Node | None:
    """Limit the texts of a tree that have no field of their own to any of the sections."""
    if node is None or not sections:
        return node
    limited = tuple(_limit(node, section.scope_name) for section in sections)
    return limited[0] if len(limited) == 1 else Or(limited)


def _limit(node: Node, scope: str) -> Node:
    if isinstance(node, And | Or):
        return type(node)(tuple(_limit(part, scope) for part in node.parts))
    if isinstance(node, Not):
        return Not(_limit(node.part, scope))
    if isinstance(node, Near):
        return replace(node, parts=tuple(_limit(part, scope) for part in node.parts))
    if isinstance(node, TextCondition | WildcardCondition | SimilarCondition) and not node.scope:
        return replace(node, scope=scope)
    return node
