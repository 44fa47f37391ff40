"""Collection in which the judged queries are asked: judged texts among legal texts that answer no query."""

import random
from dataclasses import replace
from pathlib import Path

from bench.search.corpus import read_texts
from search.protocol.documents import IndexableDocument
from tests.search.reading import TEXTS, read_source

SEED_NAMES = {"000": "2553", "001": "2594", "002": "2382", "003": "R", "004": "L"}
JUDGED_FOLDER = Path("corpus/zh")
NOISE_ARCHIVE = Path("scale/laws-hans.tar.xz")
NOISE_DOCUMENTS = 1000

NamedSources = dict[str, IndexableDocument]


def get_text_name(path: Path) -> str:
    """Return the name by which the judgements call a text."""
    return SEED_NAMES.get(path.name[:3], path.stem) if path.parent == TEXTS else path.stem


def read_collection(shared: Path, noise: int = NOISE_DOCUMENTS) -> NamedSources:
    """Read the seeds, the texts of ``shared`` and ``noise`` laws, by name.

    The order is random but always the same, so that the order of the index says nothing about relevance.
    """
    paths = [*sorted(TEXTS.glob("*.txt")), *sorted((shared / JUDGED_FOLDER).glob("*.txt"))]
    named = [(get_text_name(path), read_source(0, path)) for path in paths]
    named += [(f"law {law.key}", law) for law in read_texts(shared / NOISE_ARCHIVE, noise)]
    random.Random(1).shuffle(named)
    return {name: replace(source, key=key) for key, (name, source) in enumerate(named, start=1)}
