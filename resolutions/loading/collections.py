"""The collections that can be loaded, by the name that commands and jobs know them by."""

from collections.abc import Iterator
from pathlib import Path

from resolutions.loading.collected_text import CollectedText
from resolutions.loading.cr_unsc_texts import collect_texts
from resolutions.sources.cr_unsc import read_cr_unsc

CR_UNSC = "cr_unsc"


def open_collection(name: str, path: Path) -> Iterator[CollectedText]:
    """Yield the texts of the collection ``name`` in a file. Raises DataSetError."""
    readers = {CR_UNSC: lambda: collect_texts(read_cr_unsc(path))}
    return readers[name]()
