"""Lines of page headers that belong to the text: the letterhead, or the symbol of a running head."""

from collections.abc import Sequence

from resolutions.sources.letterhead import is_letterhead, names_symbol
from resolutions.sources.printed_layout import PrintedBlock


def print_headers(first: Sequence[str], running: Sequence[str], *, has_own_first_page: bool) -> list[PrintedBlock]:
    """Return the lines of the first page's header, one block each; ``running`` are those of the other headers.

    Of a running head only the symbol is read, unless the first page prints the head and it is a letterhead.
    """
    printed = list(first)
    if not has_own_first_page and not is_letterhead(printed):
        printed = [line for line in printed if names_symbol(line)]
    if not any(map(names_symbol, printed)):
        printed += list(filter(names_symbol, running))[:1]
    return [PrintedBlock([line]) for line in printed]
