"""Letterheads: clusters of lines such as 联合国, 安全理事会, ``Distr.: General``, date and symbol."""

from collections.abc import Iterator, Sequence

_CERTAIN = {"distribution", "original", "job_number", "bar_code", "recycle"}
_PARTS = {"organ", "symbol", "date", "language", "banner", "session", "item", "job_detail", "page", "continued"}
_ADOPTION = {"organ", "date", "banner"}  # 大会2024年8月13日决议: the line of the text that states the adoption
_MASTHEAD_OF_LETTER = {"session", "item"}


def find_letterheads(tokens: Sequence[dict[str, str]], front: int, letter: bool) -> set[int]:
    """Return the indexes of the lines of letterheads; ``tokens`` are those of each line.

    ``front`` is the index of the opening words: above them a cluster needs a symbol or two other parts, below them a
    part that prose never has. The masthead of a letter (大会 第七十二届会议) states its facts and stays.
    """
    found: set[int] = set()
    for cluster in _clusters(tokens, front, letter):
        names = {name for at in cluster for name in tokens[at]}
        if names & _CERTAIN or (cluster[-1] < front and _is_letterhead(names)):
            found.update(cluster)
    return found


def _is_letterhead(names: set[str]) -> bool:
    return "symbol" in names or len(names & {"organ", "date", "banner", "language"}) >= 3


def _clusters(tokens: Sequence[dict[str, str]], front: int, letter: bool) -> Iterator[list[int]]:
    """Yield runs of lines that hold nothing but parts of a letterhead."""
    cluster: list[int] = []
    for at, found in enumerate(tokens):
        names = set(found)
        belongs = bool(names) and names <= _PARTS | _CERTAIN and at != front and not names >= _ADOPTION
        if letter and names & _MASTHEAD_OF_LETTER:
            belongs = False
            if cluster and set(tokens[cluster[-1]]) == {"organ"}:
                cluster.pop()
        if belongs:
            cluster.append(at)
        elif cluster:
            yield cluster
            cluster = []
    if cluster:
        yield cluster
