"""Resolutions and decisions cited by number in English: heads, lists, ranges, dates, lost and doubled blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from resolutions.text.citations.english.names import (
    DATE,
    Head,
    find_english_organ_before,
    names_organ,
    organ_behind,
    read_head,
)
from resolutions.text.citations.english.pinpoint import read_english_pinpoint
from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.citations.resolve import (
    LOWEST_BARE_NUMBER,
    NOT_A_CITATION,
    NumberResolution,
    resolve_bare_number,
    resolve_council_number,
)
from resolutions.text.dates import ENGLISH_MONTHS
from resolutions.text.symbols import assembly_symbol
from resolutions.text.years import council_year_fits

_YEAR = r"(?:1 ?9|2 ?0) ?\d ?\d"
_OPEN = r"(?<![\d/\-])(?<!\d\.)"
# Name, pattern, example; tried in this order at each offset.
ENGLISH_NUMBER_FORMS: tuple[tuple[str, str, str], ...] = (
    ("council", rf"{_OPEN}\d{{1,4}} ?\((?P<year>{_YEAR})\)", "1325(2000)"),
    ("roman", rf"{_OPEN}\d{{1,4}} ?[A-Z]{{0,2}} ?\([IVXLC]{{1,8}}\)", "217 A(III)"),
    ("special", rf"{_OPEN}\d{{1,4}} ?[A-Z]? ?\(E?S-[IVX\d]{{1,5}}\)", "186(S-2)"),
    ("emergency", r"(?<![A-Za-z\d/])E?S-\d{1,2}/\d{1,3}(?!\d)", "ES-10/21"),
    ("slashed", rf"{_OPEN}\d{{3,4}}(?:/\d{{3,4}})+(?![\d/])", "1267/1989"),
    ("session", rf"{_OPEN}\d{{2}}/\d{{1,3}}(?: ?[A-Z](?![A-Za-z.\d]))?(?![\d/]|\.\d)", "46/182"),
    ("plain", rf"{_OPEN}\d{{1,4}}(?![\d/(%]|\.\d|-[A-Za-z\d]|th\b|st\b|nd\b|rd\b)", "1325"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in ENGLISH_NUMBER_FORMS))
_BRACKET = r"(?: ?\([^()]{1,60}\))?"
_SUBJECT = r"(?: ?(?:,? ?entitled|on|concerning|regarding|relating to) [^.;0-9]{1,160}?)?"
_WORDS = (
    r"(?:(?:and|or|as well as|together with|along with|&|to|through|also|in particular|including|notably|"
    r"especially|most recently|respectively|in|of|with|under|by|further|subsequently|later|inter alia|\+) ?,? ?)"
)
_PARAGRAPHS = r"(?:,? ?(?:paragraphs?|paras?\.?) ?[\d()a-z, ]{1,20},?)?"
_DATED = rf"(?:,? ?(?:of|adopted on|dated) ?(?:{DATE}|\d{{4}}))?"
_CONNECT = re.compile(
    rf"{_PARAGRAPHS}{_BRACKET}{_DATED}{_BRACKET}(?P<subject>{_SUBJECT}) ?(?P<pause>[,;/\-–] ?)?{_WORDS}{{0,3}}"
    r"(?:(?:the|its|their) ?)?"
)
_RANGE = re.compile(r" ?(?P<sign>to|through|-) ?(?:resolution ?)?")
_PLAIN_END = re.compile(r" ?(?:[,.;:)\]]|(?:and|or|of|on|which|in|by|to)\b|$)")
_NO_RESOLUTION = re.compile(
    r"(?:Nos?\.?|Laws?|Acts?|Decrees?|Orders?|Directives?|Regulations?|recommendations?|comments?|Conventions?|"
    r"Protocols?|cases?|opinions?|judgements?|paragraphs?|paras?\.?|articles?|sections?|documents?|communications?|"
    r"decisions?|notes?|items?|supplements?|reports?|notices?|vol\.|volume|Legislative) ?(?:Nos?\.? ?)?$",
    re.I,
)
_YEAR_BEHIND = re.compile(
    rf",? ?(?:\(|of|adopted (?:on|in)|from|dated)? ?(?:the year )?(?:(?P<date>{DATE})|(?P<year>(?:19|20)\d\d)(?!\d))"
)
_QUANTITY = re.compile(r" (?:million|billion|per|years?|months?|days?|members|States|dpi|x) ?")
_MONTH_BEFORE = re.compile(rf"(?:{ENGLISH_MONTHS})\.? ?$")
_PARTS = re.compile(r"(?:, ?| ?and ?| ?to ?|-)(?P<letter>[A-Z])(?![A-Za-z/.\d])")
_LONGEST_GAP = 220
_LONGEST_RANGE = 30
_NUMBER_AT_END = re.compile(r"(?P<before>S/RES/|A/RES/\d{2}/)(?P<number>\d+)(?:\(\d{4}\))?")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A number of a list; ``start`` includes the head directly before it."""

    form: str
    start: int
    token_start: int
    end: int
    text: str
    list_start: int
    head: Head | None
    is_first: bool
    range_sign: tuple[int, int] | None = None


def find_english_numbers(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield each resolution and decision cited by number."""
    previous = ""
    for item in _find_listed(squeezed, context):
        if item.form == "slashed":
            yield from _slashed(item, context)
            continue
        resolved = _resolve(squeezed, item, context)
        if item.range_sign:
            yield from _between(squeezed, item, previous, resolved.symbol, context)
        previous = resolved.symbol
        if resolved.symbol or resolved.undecided:
            paragraphs = read_english_pinpoint(squeezed, item.start, item.end)
            yield Mention(
                resolved.symbol,
                item.start,
                item.end,
                _FORMS.get(item.form, item.form),
                item.list_start,
                paragraphs,
                resolved.undecided,
            )
            yield from _further_parts(squeezed, item, resolved.symbol)


_FORMS = {"roman": "assembly_roman", "special": "assembly_special", "emergency": "assembly_emergency"}


def _find_listed(squeezed: str, context: CitationContext) -> Iterator[_Listed]:
    """Yield the numbers that a head, a list or their year show to be those of resolutions, in reading order."""
    last: _Listed | None = None
    for match in _TOKEN.finditer(squeezed):
        form = match.lastgroup or ""
        if form == "year":
            form = "council"
        head = read_head(squeezed, match.start())
        connection = _connect(squeezed, last, match.start(), head) if last else None
        if head and not _is_quantity(squeezed, match, form):
            goes_on = connection is not None
            list_start = last.list_start if last and goes_on else head.start
            start = head.start
            last = _Listed(form, start, match.start(), match.end(), match[0], list_start, head, True)
        elif last and connection is not None and _may_follow(squeezed, last, match, form, connection):
            sign = _range_sign(squeezed, last.end, match.start())
            last = _Listed(
                form, match.start(), match.start(), match.end(), match[0], last.list_start, last.head, False, sign
            )
        elif form == "council" and _is_evident(squeezed, match, context):
            start = match.start()
            last = _Listed(form, start, start, match.end(), match[0], start, None, True)
        else:
            continue
        yield last


def _connect(squeezed: str, last: _Listed, at: int, head: Head | None) -> re.Match[str] | None:
    end = head.start if head else at
    if not 0 < end - last.end <= _LONGEST_GAP:
        return None
    return _CONNECT.fullmatch(squeezed, last.end, end)


def _may_follow(squeezed: str, last: _Listed, match: re.Match[str], form: str, connection: re.Match[str]) -> bool:
    """Return True if a number without a head of its own belongs to the list before it."""
    has_subject = bool(connection["subject"])
    if form == "plain":
        if _MONTH_BEFORE.search(squeezed, max(0, match.start() - 12), match.start()):
            return False
        if has_subject or last.form not in ("plain", "council") or len(match[0]) < 3:
            return False
        return bool(_PLAIN_END.match(squeezed, match.end())) and _is_list_of_plain(last, squeezed, match)
    if form == "council":
        return True
    if form == "slashed":
        return last.form == "slashed"
    return not has_subject or bool(connection["pause"]) or last.form == form


def _is_list_of_plain(last: _Listed, squeezed: str, match: re.Match[str]) -> bool:
    """Return True if bare numbers may go on: 1267 and 1333, not the year behind a comma in ``1325, 2000``."""
    if not last.head:
        return False
    is_year = bool(re.fullmatch(r"(?:19|20)\d\d", match[0]))
    return last.head.is_plural or not is_year


def _is_quantity(squeezed: str, match: re.Match[str], form: str) -> bool:
    """Return True for ``resolution 2 million`` and ``decision 5 years``."""
    return form == "plain" and bool(_QUANTITY.match(squeezed, match.end()))


def _is_evident(squeezed: str, match: re.Match[str], context: CitationContext) -> bool:
    """Return True for a number and a year that agree, unless another noun names it: Law 1325 (2000)."""
    number, year = _number_and_year(match[0])
    if number < 10 or not context.catalogue.council_year_fits(number, year):
        return False
    before = squeezed[max(0, match.start() - 40) : match.start()]
    return not _NO_RESOLUTION.search(before) and organ_behind(squeezed, match.end()) != "other"


def _number_and_year(printed: str) -> tuple[int, int]:
    number, _, year = printed.partition("(")
    return int(number), int(re.sub(r"\D", "", year))


def _range_sign(squeezed: str, start: int, end: int) -> tuple[int, int] | None:
    match = _RANGE.fullmatch(squeezed, start, end)
    return match.span("sign") if match else None


def _resolve(squeezed: str, item: _Listed, context: CitationContext) -> NumberResolution:
    organ = item.head.organ if item.head else ""
    behind = organ_behind(squeezed, item.end)
    if "other" in (organ, behind):
        return NOT_A_CITATION
    noun = item.head.noun if item.head else "resolution"
    if item.form == "council":
        if noun == "decision" or organ == "A":
            return NOT_A_CITATION
        return resolve_council_number(*_number_and_year(item.text), context)
    if item.form != "plain":
        if _is_its(squeezed, item) and find_english_organ_before(squeezed, item.start, context.organ) == "other":
            return NOT_A_CITATION
        symbol = assembly_symbol(item.text.replace(" ", ""), "DEC" if noun == "decision" else "RES")
        return NumberResolution(symbol) if symbol else NOT_A_CITATION
    if noun == "decision":
        return NOT_A_CITATION
    organ = organ or behind or find_english_organ_before(squeezed, item.start, context.organ)
    if organ == "other" or (not organ and int(item.text) < LOWEST_BARE_NUMBER):
        return NOT_A_CITATION
    return resolve_bare_number(
        int(item.text), _year_nearby(squeezed, item), organ, context, lambda one: names_organ(squeezed, one)
    )


def _is_its(squeezed: str, item: _Listed) -> bool:
    """Return True for ``its resolution 9 (I)``, which is of the body named before."""
    return item.head is not None and squeezed.endswith(("its ", "their "), 0, item.head.start)


def _year_nearby(squeezed: str, item: _Listed) -> int | None:
    match = _YEAR_BEHIND.match(squeezed, item.end)
    year = (match["year"] or match["date"][-4:]) if match else ""
    return int(year) if year.isdigit() else None


def _slashed(item: _Listed, context: CitationContext) -> Iterator[Mention]:
    """Yield 1701/2006 as number and year, 1267/1989/2253 as one resolution each."""
    if item.head and item.head.organ in ("other", "A"):
        return
    parts = [(match.start(), int(match[0])) for match in re.finditer(r"\d+", item.text)]
    if len(parts) == 2:
        for one, other in ((parts[0][1], parts[1][1]), (parts[1][1], parts[0][1])):
            if council_year_fits(one, other):
                resolved = resolve_council_number(one, other, context)
                yield Mention(
                    resolved.symbol, item.start, item.end, "council", item.list_start, undecided=resolved.undecided
                )
                return
    known = [(at, number, context.catalogue.council_year(number)) for at, number in parts]
    if not all(year for *_, year in known):
        return
    for place, (at, number, year) in enumerate(known):
        start = item.token_start + at
        yield Mention(
            f"S/RES/{number}({year})",
            item.start if not place else start,
            start + len(str(number)),
            "slashed",
            item.list_start,
        )


def _between(squeezed: str, item: _Listed, first: str, last: str, context: CitationContext) -> Iterator[Mention]:
    """Yield the numbers inside a range; its sign is their surface."""
    one, other = _NUMBER_AT_END.fullmatch(first), _NUMBER_AT_END.fullmatch(last)
    if not one or not other or not item.range_sign or one["before"] != other["before"]:
        return
    low, high = int(one["number"]), int(other["number"])
    if high - low > _LONGEST_RANGE:
        return
    lead = one["before"].partition("RES/")[2]
    form = "session" if lead else "plain"
    for number in range(low + 1, high):
        resolved = _resolve(squeezed, replace(item, form=form, text=f"{lead}{number}", end=item.token_start), context)
        if resolved.symbol:
            yield Mention(resolved.symbol, *item.range_sign, "range", item.list_start)


def _further_parts(squeezed: str, item: _Listed, symbol: str) -> Iterator[Mention]:
    """Yield the letters behind ``resolution 48/218 A, B and C``: each is a resolution of its own."""
    if item.form != "session" or not symbol[-1:].isalpha():
        return
    at, last = item.end, symbol[-1]
    while match := _PARTS.match(squeezed, at):
        letter = match["letter"]
        is_range = "to" in match[0] or "-" in match[0]
        for between in range(ord(last) + 1, ord(letter)) if is_range else ():
            between_symbol = f"{symbol[:-1]}{chr(between)}"
            yield Mention(between_symbol, match.start(), match.start("letter"), "part", item.list_start)
        yield Mention(f"{symbol[:-1]}{letter}", match.start("letter"), match.end(), "part", item.list_start)
        at, last = match.end(), letter
