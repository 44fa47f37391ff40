"""Finder of all citations in a passage, with verb, theme and exact offsets."""

import re
from collections.abc import Iterable, Iterator, Sequence

from resolutions.text.citations.addresses import restore_slashes
from resolutions.text.citations.brackets import round_brackets
from resolutions.text.citations.charter_citations import find_charter_citations
from resolutions.text.citations.citation_themes import find_theme
from resolutions.text.citations.committees import find_committee_citations
from resolutions.text.citations.english import find_english_mentions, find_english_theme, find_english_verb
from resolutions.text.citations.meeting_references import find_meeting_references
from resolutions.text.citations.mention import NO_CONTEXT, CitationContext, Mention
from resolutions.text.citations.number_citations import find_number_citations
from resolutions.text.citations.pinpoint import read_pinpoint
from resolutions.text.citations.statement_citations import find_statement_citations
from resolutions.text.citations.symbol_checks import check_symbols
from resolutions.text.citations.symbol_citations import find_symbol_citations
from resolutions.text.citations.verbs import GoverningVerb, find_governing_verb
from resolutions.text.fold import fold_variants, squeeze
from resolutions.text.parsed import ParsedCitation
from resolutions.text.symbols import CHARTER_SYMBOL

# Cheap test before the patterns: most paragraphs of other texts contain none of these.
_MAY_CITE = re.compile(
    r"[号號)）\]］】〕]|[宪憲]\s*章|[A-Za-zＡ-Ｚａ-ｚ]\s*[/／]|[SＳAＡ][-_＿][RPD]|\d\s*(?:委|[监監專专]|制\s*裁)|同\s*上|[会會]\s*[议議]|"
    r"[议議]\s*[案\d第编為为:：一二三四五六七八九]|[\d一二三四五六七八九十]\s*[决決等]|[SGsg][CAca]\s*[Rr\d]|[Rr][Ee][Ss]|年第|[\u00ad\u200b-\u200f\u2060\ufeff]"
)
_MAY_CITE_THE_CHARTER = re.compile(r"[\d一二三四五六七八九十]\s*[章条條]")
_MAY_CITE_IN_ENGLISH = re.compile(r"\d|\b(?i:chapters?|ibid)\b")
_IBIDEM = re.compile(r"同上(?![,，]文件)")


def find_citations(
    passage: str, context: CitationContext = NO_CONTEXT, hidden: Sequence[tuple[int, int]] = ()
) -> list[ParsedCitation]:
    """Return the documents that ``passage`` cites, in reading order.

    >>> [c.target for c in find_citations("第1325(2000)和 2242(2015)号决议")]
    ['S/RES/1325(2000)', 'S/RES/2242(2015)']

    ``hidden`` are ranges that are no prose, such as footnote marks. ``passage[start:end]`` is always the surface.
    No input raises. Source of the forms: the texts in fixtures/texts and the tables in tests/text/tables.
    """
    if not _may_cite(passage, context):
        return []
    squeezed, places = squeeze(_hide(fold_variants(passage), hidden))
    squeezed = restore_slashes(round_brackets(squeezed))
    mentions = _without_overlaps(_mentions(squeezed, context))
    return list(_cite(passage, squeezed, places, mentions, context)) if mentions else []


def _may_cite(passage: str, context: CitationContext) -> bool:
    if context.language == "en":
        return bool(_MAY_CITE_IN_ENGLISH.search(passage))
    return bool(_MAY_CITE.search(passage) or (context.organ == "S" and _MAY_CITE_THE_CHARTER.search(passage)))


def _hide(folded: str, hidden: Sequence[tuple[int, int]]) -> str:
    """Replace the hidden ranges by NUL."""
    if not hidden:
        return folded
    if len(hidden) == 1:
        [(start, end)] = hidden
        return folded[:start] + "\0" * (end - start) + folded[end:]
    characters = list(folded)
    for start, end in hidden:
        characters[start:end] = "\0" * (end - start)
    return "".join(characters)


def _mentions(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    if context.language == "en":
        yield from find_english_mentions(squeezed, context)
        return
    yield from check_symbols(squeezed, find_symbol_citations(squeezed), context)
    yield from find_statement_citations(squeezed)
    yield from find_charter_citations(squeezed, context)
    yield from find_number_citations(squeezed, context)
    yield from find_committee_citations(squeezed, context)
    yield from _ibidem(squeezed, context)
    yield from find_meeting_references(squeezed, context)


def _ibidem(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    for match in _IBIDEM.finditer(squeezed) if context.ibidem_symbol else ():
        paragraphs = read_pinpoint(squeezed, match.end())
        yield Mention(context.ibidem_symbol, match.start(), match.end(), "ibidem", match.start(), paragraphs)


def _without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions in reading order; of two that overlap the longer one.

    Numbers within a range share its dash and are all returned.
    """
    result: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end)):
        if result and mention.start < result[-1].end:
            if _share_a_dash(result[-1], mention):
                result.append(mention)
            elif mention.end - mention.start > result[-1].end - result[-1].start:
                result[-1] = mention
            continue
        result.append(mention)
    return result


def _share_a_dash(one: Mention, other: Mention) -> bool:
    """Return True for ``Add.1-4``: 2 and 3 both have the dash as their surface."""
    return (
        one.form == other.form
        and one.form in ("supplement", "range")
        and (one.start, one.end) == (other.start, other.end)
    )


def _cite(
    passage: str, squeezed: str, places: list[int] | None, mentions: list[Mention], context: CitationContext
) -> Iterator[ParsedCitation]:
    prose = list(squeezed)  # earlier citations become NUL
    list_ends = {mention.list_start: mention.end for mention in mentions}
    search_start = 0
    last_list_start, verb, theme_text = -1, GoverningVerb(), ""
    is_english = context.language == "en"
    for mention in mentions:
        if mention.target and mention.target == context.symbol:
            continue
        list_end = list_ends[mention.list_start]
        is_new = mention.list_start != last_list_start
        if is_new or is_english:
            theme = _find_theme(squeezed, mention, list_end, search_start, is_english)
            theme_text = _spell_theme(passage[slice(*_original(places, *theme))], is_english) if theme else ""
        if is_new:
            verb = (
                find_english_verb(squeezed, mention.list_start, prose)
                if is_english
                else find_governing_verb(squeezed, mention.list_start, list_end, prose, theme)
            )
            last_list_start = mention.list_start
        start, end = _original(places, mention.start, mention.end)
        yield ParsedCitation(
            target=mention.target,
            start=start,
            end=end,
            surface=passage[start:end],
            form=mention.form,
            paragraphs=mention.paragraphs,
            verb=verb.word,
            verb_group=verb.group,
            theme=theme_text,
            undecided=mention.undecided,
            counted=mention.counted,
        )
        prose[mention.start : mention.end] = "\0" * (mention.end - mention.start)
        search_start = mention.end


def _find_theme(
    squeezed: str, mention: Mention, list_end: int, search_start: int, is_english: bool
) -> tuple[int, int] | None:
    """Return the range of the theme: in Chinese before the list of ``mention``, in English behind it or its number."""
    if mention.target == CHARTER_SYMBOL:
        return None
    if is_english:
        return find_english_theme(squeezed, mention.end) or find_english_theme(squeezed, list_end)
    return find_theme(squeezed, mention.list_start, search_start)


def _spell_theme(printed: str, is_english: bool) -> str:
    """Return a theme without the white space of print; words of English stay apart."""
    return (" " if is_english else "").join(printed.split())


def _original(places: list[int] | None, start: int, end: int) -> tuple[int, int]:
    """Return the range in the passage for a range of squeezed text."""
    return (places[start], places[end - 1] + 1) if places is not None else (start, end)
