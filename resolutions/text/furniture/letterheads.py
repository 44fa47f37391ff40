"""Letterheads: clusters of lines such as 联合国, 安全理事会, ``Distr.: General``, date and symbol."""

from collections.abc import Iterator, Sequence

_CERTAIN = {"distribution", "original", "job_number", "bar_code", "recycle"}
_PARTS = {"organ", "symbol", "date", "language", "banner", "session", "item", "job_detail", "page", "continued"}
_ADOPTION = {"organ", "date", "banner"}  # 大会2024年8月13日决议: the line of the text that states the adoption
_TOP = 12  # lines that may be a letterhead where no opening words tell its end
_MASTHEAD_OF_LETTER = {"session", "item"}


def find_letterheads(tokens: Sequence[dict[str, str]], front: int, letter: bool) -> set[int]:
    """Return the indexes of the lines of letterheads; ``tokens`` are those of each line.

    ``front`` is the index of the opening words: above them a cluster needs a symbol or two other parts, below them a
    part that prose never has. Without opening words, ``front`` 0, a cluster at the top needs an organ and a symbol.
    The masthead of a letter (大会 第七十二届会议) states its facts and stays.
    """
    found: set[int] = set()
    for cluster in _clusters(tokens, front, letter):
        names = {name for at in cluster for name in tokens[at]}
        is_above = cluster[-1] < front or (not front and cluster[-1] < _TOP and "organ" in names)
        if names & _CERTAIN or (is_above and _is_letterhead(names)):
            found.update(cluster)
    return found


def _is_letterhead(names: set[str]) -> bool:
    """Return True if the parts of a cluster above the opening words are those of a letterhead."""
    return "symbol" in names or len(names & {"organ", "date", "banner", "language"}) >= 3


def _clusters(tokens: Sequence[dict[str, str]], front: int, letter: bool) -> Iterator[list[int]]:
    """Yield runs of lines that hold nothing but parts of a letterhead."""
    cluster: list[int] = []
    for at, found in enumerate(tokens):
        names = set(found)
        belongs = bool(names) and names <= _PARTS | _CERTAIN and (at != front or not front) and not names >= _ADOPTION
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
