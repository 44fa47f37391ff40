"""Numbers and dates of a query in other notations: 第51条 and 第五十一条, 1975-04-17 and 1975年4月17日."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resolutions.text.number_notations import is_spaced_number, write_otherwise
from search.chinese.folding import fold
from search.query.parser import And, Node, Not, Or, TextCondition

MAX_SPACED_PARTS = 4
MAX_SHOWN_LENGTH = 24  # characters; a longer text is shown to the reader only up to its numbers


def join_spaced_numbers(node: Node) -> Node:
    """Return the tree with numbers and dates that have blanks in them as one text beside their parts: 17 April 1975."""
    if isinstance(node, Or):
        return Or(tuple(join_spaced_numbers(part) for part in node.parts))
    if isinstance(node, Not):
        return Not(join_spaced_numbers(node.part))
    if not isinstance(node, And):
        return node
    parts = tuple(_join_parts(node.parts))
    return parts[0] if len(parts) == 1 else And(parts)


def _join_parts(parts: Sequence[Node]) -> Iterator[Node]:
    start = 0
    while start < len(parts):
        first, end = parts[start], start + 1
        if isinstance(first, TextCondition) and first.text.isascii():  # as all numbers with blanks are
            end = next((end for end in range(start + MAX_SPACED_PARTS, end, -1) if _is_spaced(parts[start:end])), end)
        if end > start + 1 and isinstance(first, TextCondition):
            joined = _join_texts(parts[start:end])
            yield Or((And(tuple(parts[start:end])), replace(first, text=fold(joined), typed=joined, is_name=True)))
        else:
            yield join_spaced_numbers(first)
        start = end


def _is_spaced(parts: Sequence[Node]) -> bool:
    texts = [part for part in parts if isinstance(part, TextCondition) and not (part.is_phrase or part.is_prefix)]
    return len(texts) == len(parts) > 1 and not any(t.scope for t in texts) and is_spaced_number(_join_texts(texts))


def _join_texts(parts: Sequence[Node]) -> str:
    return " ".join(part.typed for part in parts if isinstance(part, TextCondition))


def vary_numbers(text: TextCondition, added: list[str]) -> list[TextCondition]:
    """Return a text with its numbers in other notations; append them to ``added``, as they are written."""
    if text.is_prefix:
        return []
    variants = write_otherwise(text.text)
    added += [one if len(one) <= MAX_SHOWN_LENGTH else f"{one[:MAX_SHOWN_LENGTH]}…" for one in variants]
    return [replace(text, text=fold(one), is_name=True) for one in variants]
