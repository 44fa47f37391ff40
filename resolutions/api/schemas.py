"""Schemas of the API's answers; the data dictionary has the descriptions of their fields."""

import datetime
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import StringConstraints

from resolutions.api.cursors import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE
from resolutions.exports.data_dictionary import CATALOGUE_FIELDS, CITATION_FIELDS, DOCUMENT_FIELDS, PARAGRAPH_FIELDS
from resolutions.models import Kind, Organ, Status

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
MAX_NAME_LENGTH = 400  # characters of a symbol in any spelling


def describe_field(names: dict[str, str], name: str, **more: Any) -> Any:
    """Declare a field with its description in the data dictionary."""
    return Field(description=names[name], **more)


class CatalogueOut(Schema):
    """The catalogue entry of a document."""

    date: datetime.date | None = describe_field(CATALOGUE_FIELDS, "date")
    meeting: str = describe_field(CATALOGUE_FIELDS, "meeting")
    agenda_item_zh: str = describe_field(CATALOGUE_FIELDS, "agenda_item_zh")
    agenda_item_en: str = describe_field(CATALOGUE_FIELDS, "agenda_item_en")
    title_en: str = describe_field(CATALOGUE_FIELDS, "title_en")
    adoption: str = describe_field(CATALOGUE_FIELDS, "adoption")
    votes_yes: int | None = describe_field(CATALOGUE_FIELDS, "votes_yes")
    votes_no: int | None = describe_field(CATALOGUE_FIELDS, "votes_no")
    votes_abstain: int | None = describe_field(CATALOGUE_FIELDS, "votes_abstain")
    draft_symbol: str = describe_field(CATALOGUE_FIELDS, "draft_symbol")
    record_url: str = describe_field(CATALOGUE_FIELDS, "record_url")


class DocumentOut(Schema):
    """A document without its text."""

    key: str = describe_field(DOCUMENT_FIELDS, "key")
    symbol: str = describe_field(DOCUMENT_FIELDS, "symbol")
    url: str = describe_field(DOCUMENT_FIELDS, "url")
    kind: Kind = describe_field(DOCUMENT_FIELDS, "kind")
    organ: Organ = describe_field(DOCUMENT_FIELDS, "organ")
    number: int | None = describe_field(DOCUMENT_FIELDS, "number")
    year: int | None = describe_field(DOCUMENT_FIELDS, "year")
    title: str = describe_field(DOCUMENT_FIELDS, "title")
    date: datetime.date | None = describe_field(DOCUMENT_FIELDS, "date")
    status: Status = describe_field(DOCUMENT_FIELDS, "status")
    quality: str = describe_field(DOCUMENT_FIELDS, "quality")
    official_url: str = describe_field(DOCUMENT_FIELDS, "official_url")
    citations_in: int = describe_field(DOCUMENT_FIELDS, "citations_in")
    citations_out: int = describe_field(DOCUMENT_FIELDS, "citations_out")
    catalogue: CatalogueOut | None = describe_field(DOCUMENT_FIELDS, "catalogue")


class ParagraphOut(Schema):
    """A paragraph of a published document."""

    document: str = describe_field(PARAGRAPH_FIELDS, "document")
    order: int = describe_field(PARAGRAPH_FIELDS, "order")
    kind: str = describe_field(PARAGRAPH_FIELDS, "kind")
    label: str = describe_field(PARAGRAPH_FIELDS, "label")
    anchor: str = describe_field(PARAGRAPH_FIELDS, "anchor")
    text: str = describe_field(PARAGRAPH_FIELDS, "text")
    place: str = describe_field(PARAGRAPH_FIELDS, "place")


class CitationOut(Schema):
    """A citation in a published document."""

    source: str = describe_field(CITATION_FIELDS, "source")
    label: str = describe_field(CITATION_FIELDS, "label")
    anchor: str = describe_field(CITATION_FIELDS, "anchor")
    start: int = describe_field(CITATION_FIELDS, "start")
    end: int = describe_field(CITATION_FIELDS, "end")
    surface: str = describe_field(CITATION_FIELDS, "surface")
    target: str = describe_field(CITATION_FIELDS, "target")
    cited_paragraphs: list[str] = describe_field(CITATION_FIELDS, "cited_paragraphs")
    verb: str = describe_field(CITATION_FIELDS, "verb")
    verb_group: str = describe_field(CITATION_FIELDS, "verb_group")
    theme: str = describe_field(CITATION_FIELDS, "theme")
    counted: bool = describe_field(CITATION_FIELDS, "counted")
    origin: str = describe_field(CITATION_FIELDS, "origin")
    place: str = describe_field(CITATION_FIELDS, "place")
    cited_places: str = describe_field(CITATION_FIELDS, "cited_places")


class Page(Schema):
    """The common field of paginated lists."""

    next: str | None = Field(description="下一页的地址；最后一页为 null")


class DocumentPage(Page):
    """A page of documents."""

    items: list[DocumentOut] = Field(description="本页各项")


class ParagraphPage(Page):
    """A page of paragraphs."""

    items: list[ParagraphOut] = Field(description="本页各项")


class CitationPage(Page):
    """A page of citations."""

    items: list[CitationOut] = Field(description="本页各项")


class Resolved(Schema):
    """A citation found in a text."""

    start: int = Field(description="引文起点：文字中的字符数，从 0 起")
    end: int = Field(description="引文终点，不含")
    surface: str = Field(description="引文原字")
    symbol: str = Field(description="文号；无法判定的为空")
    url: str = Field(description="本站页面的路径；本站没有页面的为空")
    held: bool = Field(description="本站是否收录全文")
    cited_paragraphs: list[str] = describe_field(CITATION_FIELDS, "cited_paragraphs")
    cited_places: str = describe_field(CITATION_FIELDS, "cited_places")
    verb: str = describe_field(CITATION_FIELDS, "verb")
    theme: str = describe_field(CITATION_FIELDS, "theme")
    undecided: str = Field(description="无法判定的原因；已判定的为空")


class Resolution(Schema):
    """The answer of ``resolve``."""

    symbol: str | None = Field(description="整段文字是一个文号时，它的规范写法；否则为 null")
    cited_paragraphs: list[str] = Field(description="整段文字所指的段落，例如 20(a)；没有指明段落则为空")
    url: str = Field(description="那份文件在本站的地址，连同段落；本站没有则为空")
    candidates: list[str] = Field(description="编号与年份不合时，可能要找的文号")
    citations: list[Resolved] = Field(description="文字中的引文，按先后次序，最多 5000 处")


class Wrong(Schema):
    """One invalid parameter."""

    name: str = Field(description="参数名")
    reason: str = Field(description="哪里不合规定")


class Problem(Schema):
    """An error."""

    detail: str = Field(description="一句话，说明哪里不对")
    errors: list[Wrong] = Field(default=[], description="逐项说明；只在参数不合规定时有")


class Paging(Schema):
    """Parameters of paginated lists."""

    cursor: Text = Field(default="", max_length=100, description="上一页 next 里的位置；第一页不写")
    limit: int = Field(default=DEFAULT_PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE, description="一页最多多少项")
