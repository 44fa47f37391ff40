"""Citations by number: lists, ranges, slashed numbers and parts of ``第48/218 A、B和C号决议``."""

import re
from collections.abc import Iterator
from dataclasses import replace

from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.citations.number_lists import ListedNumber, group_into_lists
from resolutions.text.citations.number_tokens import find_number_tokens
from resolutions.text.citations.pinpoint import read_pinpoint
from resolutions.text.citations.resolve import NumberResolution, resolve_numbers
from resolutions.text.numerals import HEAVENLY_STEMS

_FURTHER_PART = re.compile(
    r"(?P<between>[、,，]|以及|和|及|与|至|到|-| ?and )"
    r"(?P<letter>[A-Z](?![A-Za-z/.\d])|[甲乙丙丁戊己](?=[号、,，和及与至]))"
)
_NUMBER_AT_END = re.compile(r"(?P<before>(?:S/RES/|A/RES/\d{2}/))(?P<number>\d+)(?:\(\d{4}\))?")
_LONGEST_RANGE = 30
_RANGE_SIGNS = ("至", "到", "-")


def find_number_citations(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield each resolution and decision cited by number."""
    for items in group_into_lists(squeezed, find_number_tokens(squeezed)):
        yield from _listed(squeezed, items, context)


def _listed(squeezed: str, items: list[ListedNumber], context: CitationContext) -> Iterator[Mention]:
    previous = ""
    for at, item in enumerate(items):
        end = item.end if at + 1 == len(items) else min(item.end, items[at + 1].token.start)
        resolved = resolve_numbers(squeezed, item, context)
        if len(resolved) > 1:
            yield from _slashed(item, resolved)
        elif resolved[0].symbol or resolved[0].undecided:
            symbol, undecided = resolved[0].symbol, resolved[0].undecided
            if item.range_sign >= 0:
                yield from _range(squeezed, item, previous, symbol, context)
            paragraphs = read_pinpoint(squeezed, item.end, item.token.start)
            yield Mention(symbol, item.token.start, end, item.token.form, item.list_start, paragraphs, undecided)
            yield from _further_parts(squeezed, item, symbol)
        previous = resolved[-1].symbol


def _range(squeezed: str, item: ListedNumber, first: str, last: str, context: CitationContext) -> Iterator[Mention]:
    """Yield the numbers between those of ``第1325至1328号``; the sign of the range is their surface."""
    one, other = _NUMBER_AT_END.fullmatch(first), _NUMBER_AT_END.fullmatch(last)
    if not one or not other or one["before"] != other["before"]:
        return
    low, high = int(one["number"]), int(other["number"])
    if high - low > _LONGEST_RANGE:
        return
    lead = one["before"].partition("RES/")[2]
    form = "session" if lead else "plain"
    for number in range(low + 1, high):
        token = replace(item.token, form=form, text=f"第{lead}{number}")
        for between in resolve_numbers(squeezed, replace(item, token=token), context):
            if between.symbol:
                yield Mention(between.symbol, item.range_sign, item.range_sign + 1, "range", item.list_start)


def _further_parts(squeezed: str, item: ListedNumber, symbol: str) -> Iterator[Mention]:
    """Yield the letters behind ``第48/218 A、B和C号``: each is a resolution of its own."""
    if item.token.form != "session" or not symbol[-1:].isalpha():
        return
    at, last = item.token.end, symbol[-1]
    while match := _FURTHER_PART.match(squeezed, at):
        letter = match["letter"]
        if letter in HEAVENLY_STEMS:
            letter = chr(ord("A") + HEAVENLY_STEMS.index(letter))
        if match["between"] in _RANGE_SIGNS:
            sign = match.start("between")
            for code in range(ord(last) + 1, ord(letter)):
                yield Mention(symbol[:-1] + chr(code), sign, sign + 1, "range", item.list_start)
        yield Mention(symbol[:-1] + letter, match.start("letter"), match.end(), "session", item.list_start)
        at, last = match.end(), letter


def _slashed(item: ListedNumber, resolved: list[NumberResolution]) -> Iterator[Mention]:
    """Yield each number of ``第1267/1373号决议`` and ``决议2254和2268`` as a mention of its own."""
    for (start, part), resolution in zip(item.token.placed_parts(), resolved, strict=True):
        if resolution.symbol or resolution.undecided:
            end = start + len(part)
            yield Mention(resolution.symbol, start, end, item.token.form, item.list_start, (), resolution.undecided)
