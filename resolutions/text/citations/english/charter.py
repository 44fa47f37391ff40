"""Parts of the Charter in English: ``Articles 39 and 41 of the Charter``, ``Article 2, paragraph 4``."""

import re
from collections.abc import Iterator

from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.numerals import parse_roman_number, to_roman
from resolutions.text.symbols import CHARTER_SYMBOL

_AND = r"(?:, ?and ?|, ?| ?and ?| ?or ?| ?& ?| ?to ?| ?through ?| ?[-–] ?)"
_CHAPTER = r"(?:[IVX]{1,5}|\d{1,2})(?![\w/])"
_CHAPTERS = rf"(?i:chapters?) ?(?P<chapters>{_CHAPTER}(?:{_AND}{_CHAPTER}){{0,8}})"
_CLAUSE = r"(?:\(\d{1,2}\)(?:\([a-f]\))?)"
_ARTICLE = rf"\d{{1,3}}(?![\d/]){_CLAUSE}{{0,2}}(?: ?[a-f](?= of\b))?"
_PARAGRAPHS = (
    r",? ?(?:paragraphs?|paras?\.?) ?\(?(?P<clauses{n}>\d{{1,2}}\)?(?:(?:, ?| ?and ?)\(?\d{{1,2}}(?!\d)\)?){{0,3}})"
)
_ARTICLES = (
    r"(?:(?:paragraphs?|paras?\.?) ?(?P<clauses_before>\d{1,2}(?:(?:, ?| ?and ?)\d{1,2}){0,3}) ?of )?"
    rf"(?i:articles?|arts?\.) ?(?P<articles>{_ARTICLE}(?:{_AND}(?:{_ARTICLE}|{_CLAUSE})){{0,12}})"
    rf"(?:{_PARAGRAPHS.replace('{n}', '').replace('{{', '{').replace('}}', '}')})?"
)
_PART = rf"(?:{_CHAPTERS}|{_ARTICLES})"
_PLAIN_PART = re.sub(r"\?P<\w+>", "?:", _PART)
_JOIN = r"(?:,? ?(?:and|or|as well as|and of|in particular|including|notably|of|under)? ?)"
_PARTS = rf"{_PLAIN_PART}(?:{_JOIN}{_PLAIN_PART}){{0,6}}"
_UNITED_NATIONS = r"(?:United Nations|UN|U\.N\.|Organization)"
_NAME = rf"(?:Charter(?: of the {_UNITED_NATIONS})?|{_UNITED_NATIONS} Charter)"
_NOT_ANOTHER = rf"(?!['’]s)(?! of (?!the {_UNITED_NATIONS}))(?! on\b)(?! for\b)(?! (?:flight|party|school))"
_BEFORE_NAME = re.compile(
    rf"(?P<parts>{_PARTS}),? ?(?:of|in|under|to|in accordance with) (?:the |its |our )?{_NAME}{_NOT_ANOTHER}"
)
_BEHIND_NAME = re.compile(
    rf"{_NAME}{_NOT_ANOTHER},? ?\(?(?:(?:in particular|particularly|especially|including|notably|specifically|"
    rf"namely|under|in|its|of|with|and|the provisions of|principles of),? ?){{0,4}}(?P<parts>{_PARTS})"
    r"(?! of the (?!Charter)[A-Z])"
)
_ANOTHER_NAME = re.compile(
    r"(?:African|Arab|European|Olympic|Great|Nuremberg|Tokyo|National|Earth|Athens|Asian|ASEAN|OAS|OAU|Banjul|"
    r"Social|Union|League|Bank|Islamic|Rome|Canadian|Bogot[aá]|Tribunal|London) ?$"
)
_UNNAMED = re.compile(
    r"(?P<lead>(?:[Aa]cting )?(?:[Uu]nder|[Pp]ursuant to|[Ii]n accordance with|[Ii]nvoking|[Bb]y)) "
    rf"(?P<parts>(?=Chapter|Article|paragraph){_PARTS})(?! ?(?:,? ?paragraphs? ?[\d()]+,? ?)?of )(?!['’])"
)
_INSTRUMENT = re.compile(
    r"\b(?:Statute|Convention|Covenant|Treaty|Rules|Protocol|Agreement|Constitution|Code|Penal|Declaration|Act|Law|"
    r"Regulations?|Principles|Accord)\b"
)
_STEP = re.compile(_PART)
_NUMBERS = re.compile(
    rf"(?P<between>{_AND})?(?:(?P<number>[IVX]+|\d{{1,3}})(?P<signs>(?:\(\w{{1,2}}\))*)|(?P<more>{_CLAUSE}))"
)
_LAST_CHAPTER, _LAST_ARTICLE = 19, 111
_LONGEST_RANGE = 40


def find_english_charter(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield each citation of parts of the Charter of the United Nations.

    In a document of the Council *under Chapter VII* is of the Charter unless another instrument was named before.
    """
    if "hapter" not in squeezed and "rticle" not in squeezed and "Art" not in squeezed:
        return
    found: list[re.Match[str]] = []
    for pattern in (_BEFORE_NAME, _BEHIND_NAME):
        for match in pattern.finditer(squeezed) if "Charter" in squeezed else ():
            name = squeezed.find("Charter", match.start())
            named = squeezed[max(0, name - 40) : name]
            if not _ANOTHER_NAME.search(named) and not _is_inside(match, found):
                found.append(match)
    if context.organ == "S" and not context.is_annex:
        for match in _UNNAMED.finditer(squeezed):
            last = max((one.end() for one in found if one.end() <= match.start()), default=0)
            if not _INSTRUMENT.search(squeezed, last, match.start()) and not _is_inside(match, found):
                found.append(match)
    for match in sorted(found, key=lambda one: one.start()):
        labels = tuple(dict.fromkeys(_labels(match["parts"])))
        if labels:
            start, end = match.span() if "lead" not in match.groupdict() else match.span("parts")
            yield Mention(CHARTER_SYMBOL, start, end, "charter", start, labels)


def _is_inside(match: re.Match[str], found: list[re.Match[str]]) -> bool:
    return any(match.start("parts") < one.end() and one.start() < match.end() for one in found)


def _labels(parts: str) -> Iterator[str]:
    """Yield labels such as ``ch.VII``, ``art.39``, ``art.2(4)``.

    >>> list(_labels("Article 2,paragraphs 3 and 4")), list(_labels("Articles 33 to 35"))
    (['art.2(3)', 'art.2(4)'], ['art.33', 'art.34', 'art.35'])
    """
    for step in _STEP.finditer(parts):
        if step["chapters"]:
            for number, _ in _numbers(step["chapters"]):
                if 0 < number <= _LAST_CHAPTER:
                    yield f"ch.{to_roman(number)}"
            continue
        articles = [(number, signs) for number, signs in _numbers(step["articles"]) if 0 < number <= _LAST_ARTICLE]
        clauses = re.findall(r"\d+", step["clauses"] or step["clauses_before"] or "")
        for place, (number, signs) in enumerate(articles):
            if clauses and not signs and place == len(articles) - 1:
                yield from (f"art.{number}({clause})" for clause in clauses)
            else:
                yield f"art.{number}{signs}"


def _numbers(printed: str) -> Iterator[tuple[int, str]]:
    """Yield numbers with the signs behind them; a range is expanded."""
    last = 0
    for step in _NUMBERS.finditer(printed):
        if step["more"]:
            yield last, step["more"]
            continue
        number = int(step["number"]) if step["number"].isdigit() else parse_roman_number(step["number"]) or 0
        is_range = (step["between"] or "").strip() in ("to", "through", "-", "–")
        if is_range and 0 < number - last <= _LONGEST_RANGE:
            yield from ((one, "") for one in range(last + 1, number))
        yield number, step["signs"]
        last = number
