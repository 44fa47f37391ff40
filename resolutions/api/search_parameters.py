"""Parameters of the endpoint ``search``: those of the results page, each with its valid values.

The results page takes an invalid value as not given; a program is told of it. A blank value counts as not given, since
a form sends its empty boxes, too.
"""

import re
from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AfterValidator, WithJsonSchema

from resolutions.api.endpoints import VERB_GROUPS
from resolutions.api.schemas import Text
from resolutions.models import Kind, Organ, TextQuality
from resolutions.pages.charter import CHAPTERS
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from search.catalogue_table import ABSTENTIONS, AGAINST, NO_VOTE, UNANIMOUS
from search.pages.form_state import COLLECTIONS, MAX_FILTER_VALUE_LENGTH, MAX_PAGE, MAX_VALUES_PER_FILTER, MODES
from search.protocol.request import MAX_PASTE_LENGTH, MAX_PIECE_LENGTH, MAX_PIECES, SCOPES, SORT_ORDERS

_DAY = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}
NO_ORGAN = "-"  # in the address, for documents of another organ
_YEARS = re.compile(r"^([0-9]{4})(?:-([0-9]{4}))?$")
_YEAR = {"type": "string", "pattern": f"{_YEARS.pattern}|^$"}


def _check_years(value: str) -> str:
    match = _YEARS.fullmatch(value)
    if value and (not match or (match[2] and match[2] < match[1])):
        raise ValueError("应是年份，如 2020 或 2010-2019")
    return value


def _check_day(value: str) -> str:
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("应是日期，如 2001-09-12") from None


Mode = Literal["", *MODES]  # type: ignore[valid-type]  # mypy reads no dynamic literals
Scope = Literal["", *SCOPES]  # type: ignore[valid-type]
Sort = Literal["", *SORT_ORDERS]  # type: ignore[valid-type]
Collection = Literal["", *COLLECTIONS]  # type: ignore[valid-type]
Switch = Literal["", "on", "off"]
Page = Annotated[int, Field(ge=1, le=MAX_PAGE)]
Value = Annotated[Text, Field(max_length=MAX_FILTER_VALUE_LENGTH)]
Years = Annotated[
    str, AfterValidator(_check_years), WithJsonSchema({"type": "string", "pattern": f"{_YEARS.pattern}|^$"})
]
KindValue = Literal["", *Kind.values]  # type: ignore[valid-type]
ORGANS = (*filter(None, Organ.values), NO_ORGAN)
OrganValue = Literal["", *ORGANS]  # type: ignore[valid-type]
Piece = Annotated[Text, Field(max_length=MAX_PIECE_LENGTH)]
_SEVERAL = Field(max_length=MAX_VALUES_PER_FILTER)
VOTES = (UNANIMOUS, ABSTENTIONS, AGAINST, NO_VOTE)
CHAPTER_NUMERALS = tuple(chapter.numeral for chapter in CHAPTERS)
Votes = Annotated[list[Literal["", *VOTES]], _SEVERAL]  # type: ignore[valid-type]
Chapters = Annotated[list[Literal["", *CHAPTER_NUMERALS]], _SEVERAL]  # type: ignore[valid-type]
Verbs = Annotated[list[Literal["", *VERB_GROUP_NAMES]], _SEVERAL]  # type: ignore[valid-type]
Qualities = Annotated[list[Literal["", *TextQuality.values]], _SEVERAL]  # type: ignore[valid-type]
Kinds = Annotated[list[KindValue], _SEVERAL]
Day = Annotated[str, AfterValidator(_check_day), WithJsonSchema(_DAY)]
YearList = Annotated[list[Years], _SEVERAL]
Organs = Annotated[list[OrganValue], _SEVERAL]
Values = Annotated[list[Value], _SEVERAL]
Pieces = Annotated[list[Piece], Field(max_length=MAX_PIECES)]


class SearchParams(Schema):
    """Parameters of a search."""

    q: Text = Field(default="", max_length=MAX_PASTE_LENGTH, description="检索式，与检索页相同；* 为全部")
    piece: Pieces = Field(default=[], description="一段长文字里的几处，由 next 写出")
    mode: Mode = Field(default="", description="exact 精确，fuzzy 模糊；不写则先精确")
    scope: Scope = Field(default="all", description="在哪一部分找")
    synonyms: Switch = Field(default="on", description="off 不带同义词")
    partial: Switch = Field(default="on", description="off 不列缺少部分词语的文件")
    collection: Collection = Field(
        default="", description="held 只要有全文的，catalogue 只要仅有目录的，english 只要英文文本命中的"
    )
    sort: Sort = Field(default="relevance", description="次序")
    page: Page = Field(default=1, description="第几页，每页 20 份")
    kind: Kinds = Field(default=[], description="只要这些文件类型")
    year: YearList = Field(default=[], description="只要这些年份，如 2020 或 2010-2019")
    organ: Organs = Field(default=[], description="只要这些机关；- 为其他")
    cites: Values = Field(default=[], description="只要引用这些文件的；规范文号")
    theme: Values = Field(default=[], description="只要有这些主题的")
    agenda: Values = Field(default=[], description="只要这些议程项目的；中文名称，没有的用英文名称")
    subject: Values = Field(default=[], description="只要有这些主题词的；主题词的名称")
    vote: Votes = Field(default=[], description="只要这样表决的")
    charter: Chapters = Field(default=[], description="只要援引《宪章》这些章的")
    verb: Verbs = Field(default=[], description=f"只要以这些动词引用的：{VERB_GROUPS}")
    quality: Qualities = Field(default=[], description="只要这些文本质量的")
    from_: Day = Field(default="", alias="from", description="只要这一天起的，如 2001-09-12")
    to: Day = Field(default="", description="只要到这一天为止的")
