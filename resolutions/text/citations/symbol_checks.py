"""Checks of cited Council symbols against the catalogue: misprinted years, later documents, missing years."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.citations.resolve import resolve_council_number
from resolutions.text.years import council_year_fits

_SYMBOL = re.compile(r"S/RES/(\d{1,4})(?:\((\d{4})\))?")
_MISPRINTED = re.compile(r"(?<![A-Za-z0-9/])S/RES/(\d{1,4}) ?\(((?:19|20)\d\d)\)")


def check_symbols(squeezed: str, mentions: Iterable[Mention], context: CitationContext) -> Iterator[Mention]:
    """Yield ``mentions`` with the symbols that the catalogue gives, then the symbols that no document has."""
    for mention in mentions:
        printed = _SYMBOL.fullmatch(mention.target)
        if not printed or mention.target == context.symbol:
            yield mention
            continue
        resolved = resolve_council_number(int(printed[1]), int(printed[2]) if printed[2] else None, context)
        yield replace(mention, target=resolved.symbol, undecided=resolved.undecided)
    for misprint in _MISPRINTED.finditer(squeezed) if "S/RES/" in squeezed else ():
        number, year = int(misprint[1]), int(misprint[2])
        if not council_year_fits(number, year):  # such symbols are not found
            resolved = resolve_council_number(number, year, context)
            at = misprint.start()
            yield Mention(resolved.symbol, at, misprint.end(), "resolution_symbol", at, undecided=resolved.undecided)
