"""Words of the interface and names in traditional Chinese, by OpenCC with exceptions."""

from collections.abc import Callable
from functools import cache, lru_cache

import opencc

from resolutions.interface.catalogue_files import EXCEPTIONS

_CONFIGURATION = "s2tw"  # characters of the standard of Taiwan, without its words: the terms stay those of the UN


@lru_cache(maxsize=8_000)  # names of documents, agenda items and States, page after page
def to_traditional(text: str) -> str:
    """Convert words of the interface or a name; a wrong choice of OpenCC is put right by the exceptions.

    >>> to_traditional("检索安全理事会决议，干预第%(number)s段"), to_traditional("马里局势")
    ('檢索安全理事會決議，干預第%(number)s段', '馬里局勢')
    """
    converted = _load_converter()(text)
    for wrong, right in _read_exceptions():
        converted = converted.replace(wrong, right)
    return converted


@cache
def _load_converter() -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(_CONFIGURATION).convert
    return convert


@cache
def _read_exceptions() -> list[tuple[str, str]]:
    lines = [line for line in EXCEPTIONS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(wrong, right) for wrong, right in (line.split("\t") for line in lines)]
