"""Places in documents in English, from the Chinese words of ``labels``: the numbers of paragraphs and parts of texts.

The words are those of documents of the United Nations: "preambular paragraph 3", "paragraph 12 (a)", "annex II,
paragraph 4", "Article 2 (4)".
"""

import re
from typing import NamedTuple

from resolutions.text.numerals import parse_chinese_number, to_roman

_NUMBER = r"\d+(?:至\d+)?(?:之[二三四五])?(?:\([^()]+\))*"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:、{_NUMBER})*)"
_CHINESE = "[一二三四五六七八九十百零〇]+"
_INSERTED = {"之二": " bis", "之三": " ter", "之四": " quater", "之五": " quinquies"}
_ANNEX_NAMES = {"附件": "annex", "附录": "appendix"}
_PARTS = {
    "标题": "heading",
    "序言部分": "preamble",
    "执行部分": "operative part",
    "附件": "annex",
    "脚注": "footnote",
    "表格": "table",
    "正文": "body of the text",
    "整份文件": "whole document",
    "其他段落": "other paragraphs",
}


class _Place(NamedTuple):
    """``before`` names the part of the text; ``noun`` has an s behind it for several ``numbers``."""

    before: str
    noun: str
    numbers: list[str]


_FORMS = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<part>序言部分)第{_NUMBERS}段",
        rf"(?P<annex>附件|附录)(?P<number>[^第、]*)第{_NUMBERS}段",
        rf"第{_NUMBERS}段",
        rf"第(?P<chapter>{_CHINESE})章",
        rf"第(?P<article>{_CHINESE})条(?:第(?P<clause>{_CHINESE})项)?",
        r"(?P<annex>附件|附录)(?P<number>[^第、]+)",
        r"脚注(?P<footnote>[^、]+)",
        r"表(?P<table>[^注、格]*)注(?P<note>[^、]+)",
        r"表(?P<table>[^注、格]+)",
    )
]


def to_english_place(place: str) -> str:
    """Return a place in English; words of another form, such as the first ones of a paragraph, stay.

    >>> [to_english_place(place) for place in ("第12段", "序言部分第3段", "附件二第4段", "第二条第四项", "第二部分")]
    ['paragraph 12', 'preambular paragraph 3', 'annex II, paragraph 4', 'Article 2 (4)', '第二部分']
    >>> [to_english_place(place) for place in ("第12、14(a)、15段、附件第4段", "第七章、第三十九条", "脚注3、脚注4")]
    ['paragraphs 12, 14 (a) and 15; annex, paragraph 4', 'Chapter VII; Article 39', 'footnotes 3 and 4']
    >>> [to_english_place(place) for place in ("标题", "表1注a", "第12之二段", "第3段、第5至6段", "第5至6段", "“谨通知”")]
    ['heading', 'table 1, note a', 'paragraph 12 bis', 'paragraphs 3 and 5 to 6', 'paragraphs 5 to 6', '“谨通知”']
    """
    if place in _PARTS:
        return _PARTS[place]
    places = _read_places(place)
    return "; ".join(_write(one) for one in places) if places else place


def _read_places(text: str) -> list[_Place]:
    """Read places that a comma of enumeration separates; [] unless all of the text is places."""
    places: list[_Place] = []
    at = 0
    while at < len(text):
        match = next((found for form in _FORMS if (found := form.match(text, at))), None)
        if not match or (match.end() < len(text) and text[match.end()] != "、"):
            return []
        place = _read_place(match.groupdict())
        if places and places[-1][:2] == place[:2]:
            places[-1].numbers.extend(place.numbers)
        else:
            places.append(place)
        at = match.end() + 1
    return places


def _read_place(found: dict[str, str | None]) -> _Place:
    numbers = [_space(number) for number in (found.get("numbers") or "").split("、")]
    if found.get("part"):
        return _Place("", "preambular paragraph", numbers)
    if annex := found.get("annex"):
        name = f"{_ANNEX_NAMES[annex]} {_annex_number(found['number'] or '')}".rstrip()
        return _Place(f"{name}, ", "paragraph", numbers) if found.get("numbers") else _Place(name, "", [])
    if chapter := found.get("chapter"):
        return _Place("", "Chapter", [to_roman(_number(chapter))])
    if article := found.get("article"):
        clause = found.get("clause")
        return _Place("", "Article", [f"{_number(article)} ({_number(clause)})" if clause else str(_number(article))])
    if footnote := found.get("footnote"):
        return _Place("", "footnote", [footnote])
    if note := found.get("note"):
        return _Place(f"table {found['table']}".rstrip() + ", ", "note", [note])
    if table := found.get("table"):
        return _Place("", "table", [table])
    return _Place("", "paragraph", numbers)


def _write(place: _Place) -> str:
    if not place.noun:
        return place.before
    if len(place.numbers) == 1 and " to " not in place.numbers[0]:
        return f"{place.before}{place.noun} {place.numbers[0]}"
    numbers = " and ".join(filter(None, [", ".join(place.numbers[:-1]), place.numbers[-1]]))
    return f"{place.before}{place.noun}s {numbers}"


def _space(number: str) -> str:
    """Return ``12 bis (a)`` for ``12之二(a)``, ``4 to 6`` for ``4至6``."""
    spaced = re.sub("之[二三四五]", lambda inserted: _INSERTED[inserted[0]], number)
    return spaced.replace("(", " (").replace("至", " to ")


def _annex_number(printed: str) -> str:
    return to_roman(_number(printed)) if re.fullmatch(_CHINESE, printed) else printed


def _number(printed: str) -> int:
    return parse_chinese_number(printed) or 0
