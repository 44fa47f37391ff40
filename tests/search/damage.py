"""Damages to the files of an index, for the corruption matrix of ``test_damage`` and ``bench.drills.corruption``."""

from collections.abc import Callable, Iterator
from pathlib import Path

from search.index.folder import IndexFolder

BLOCK_BYTES = 512


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def halve(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def zero_block(path: Path) -> None:
    """Overwrite up to ``BLOCK_BYTES`` in the middle by zeros; by ones if they are zeros already."""
    content = bytearray(path.read_bytes())
    start = max(0, (len(content) - BLOCK_BYTES) // 2)
    block = content[start : start + BLOCK_BYTES]
    content[start : start + len(block)] = bytes(len(block)) if any(block) else b"\1" * len(block)
    path.write_bytes(content)


def flip_byte(path: Path) -> None:
    """Change all bits of the byte in the middle; an empty file gets a byte."""
    content = bytearray(path.read_bytes()) or bytearray(1)
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "delete": delete,
    "empty": empty,
    "halve": halve,
    "zero block": zero_block,
    "flip a byte": flip_byte,
}


def list_files(folder: Path) -> list[str]:
    """List all files of an index by their paths in ``folder``, sorted."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def describe(name: str) -> str:
    """Return the name of a file without what differs from index to index.

    >>> describe("build-20261126-133131-2d1940/portal_85c30d8zc12zvhpd.card.col")
    'card.col'
    """
    return Path(name).name.split(".", 1)[-1] if "portal_" in name and not name.endswith(".toc") else Path(name).name


def list_damages(folder: IndexFolder) -> Iterator[tuple[str, str]]:
    """Yield each file of the index with the name of each damage."""
    yield from ((name, damage) for name in list_files(folder.path) for damage in DAMAGES)
