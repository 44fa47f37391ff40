"""The collections that can be loaded, by the name that commands and jobs know them by."""

from collections.abc import Iterator
from pathlib import Path

from resolutions.loading import cr_unsc_texts, wikisource_texts
from resolutions.loading.collected_text import CollectedText
from resolutions.sources.cr_unsc import read_cr_unsc
from resolutions.sources.wikisource.dump import read_dump

CR_UNSC, WIKISOURCE = "cr_unsc", "wikisource"


def open_collection(name: str, path: Path, *, with_english: bool = False) -> Iterator[CollectedText]:
    """Yield the texts of the collection ``name`` in a file, of CR-UNSC also the English ones. Raises DataSetError."""
    if name == WIKISOURCE:
        return wikisource_texts.collect_texts(read_dump(path))
    return cr_unsc_texts.collect_texts(read_cr_unsc(path), with_english=with_english)
