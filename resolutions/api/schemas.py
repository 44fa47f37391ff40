"""Schemas of the API's answers; the data dictionary has the descriptions of their fields."""

import datetime
from collections.abc import Callable
from typing import Annotated, TypeVar

from ninja import Field, Schema
from pydantic import StringConstraints

from resolutions.api.cursors import DEFAULT_PAGE_SIZE, MAX_PAGE, MAX_PAGE_SIZE
from resolutions.exports.data_dictionary import CATALOGUE_FIELDS, CITATION_FIELDS, DOCUMENT_FIELDS, PARAGRAPH_FIELDS
from resolutions.models import Kind, Organ, Status

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Model = TypeVar("Model", bound=Schema)
MAX_NAME_LENGTH = 400  # characters of a symbol in any spelling


def described_by(descriptions: dict[str, str]) -> Callable[[type[Model]], type[Model]]:
    """Decorate a schema to describe its fields as the data dictionary does, unless they have a description."""

    def decorate(schema: type[Model]) -> type[Model]:
        for name, field in schema.model_fields.items():
            field.description = field.description or descriptions[name]
        schema.model_rebuild(force=True)
        return schema

    return decorate


class SubjectOut(Schema):
    """A subject of a document."""

    zh: str = Field(description="中文；没有的为空")
    en: str = Field(description="图书馆的英文标目")


class AgendaItemOut(Schema):
    """An agenda item of a document."""

    zh: str = Field(description="本站译；没有的为空")
    en: str = Field(description="目录原文")


@described_by(CATALOGUE_FIELDS)
class CatalogueOut(Schema):
    """The catalogue entry of a document."""

    date: datetime.date | None
    meeting: str
    agenda_item_zh: str
    agenda_item_en: str
    agenda_items: list[AgendaItemOut]
    title_en: str
    adoption: str
    votes_yes: int | None
    votes_no: int | None
    votes_abstain: int | None
    draft_symbol: str
    record_url: str
    subjects: list[SubjectOut]


@described_by(DOCUMENT_FIELDS)
class DocumentOut(Schema):
    """A document without its text."""

    key: str
    symbol: str
    url: str
    kind: Kind
    organ: Organ
    number: int | None
    year: int | None
    title: str
    date: datetime.date | None
    status: Status
    quality: str
    official_url: str
    citations_in: int
    citations_out: int
    catalogue: CatalogueOut | None


@described_by(PARAGRAPH_FIELDS)
class ParagraphOut(Schema):
    """A paragraph of a published document."""

    document: str
    order: int
    kind: str
    label: str
    anchor: str
    text: str
    place: str


@described_by(CITATION_FIELDS)
class CitationOut(Schema):
    """A citation in a published document."""

    source: str
    label: str
    anchor: str
    start: int
    end: int
    surface: str
    target: str
    cited_paragraphs: list[str]
    verb: str
    verb_group: str
    theme: str
    counted: bool
    origin: str
    place: str
    cited_places: str


class Page(Schema):
    """The common fields of paginated answers."""

    total: int = Field(description="总数")
    page: int = Field(description="第几页，从 1 起")
    pages: int = Field(description="共几页；没有结果也算一页")
    next: str | None = Field(description="下一页的地址；最后一页为 null")
    previous: str | None = Field(description="上一页的地址；第一页为 null")


class DocumentPage(Page):
    """A page of documents."""

    items: list[DocumentOut] = Field(description="本页各项")


class ParagraphPage(Page):
    """A page of paragraphs."""

    items: list[ParagraphOut] = Field(description="本页各项")


class CitationPage(Page):
    """A page of citations."""

    items: list[CitationOut] = Field(description="本页各项")


@described_by(CITATION_FIELDS)
class Resolved(Schema):
    """A citation found in a text."""

    start: int = Field(description="引文起点：文字中的字符数，从 0 起")
    end: int = Field(description="引文终点，不含")
    surface: str = Field(description="引文原字")
    symbol: str = Field(description="文号；无法判定的为空")
    url: str = Field(description="本站页面的路径；本站没有页面的为空")
    held: bool = Field(description="本站是否收录全文")
    cited_paragraphs: list[str]
    cited_places: str
    verb: str
    theme: str
    undecided: str = Field(description="无法判定的原因；已判定的为空")


class Resolution(Schema):
    """The answer of ``resolve``."""

    symbol: str | None = Field(description="整段文字是一个文号时，它的规范写法；否则为 null")
    cited_paragraphs: list[str] = Field(description="整段文字所指的段落，例如 20(a)；没有指明段落则为空")
    url: str = Field(description="那份文件在本站的地址，连同段落；本站没有则为空")
    candidates: list[str] = Field(description="编号与年份不合时，可能要找的文号")
    impossible: str = Field(description="整段文字是一个不可能存在的文号时，不可能的原因；否则为空")
    official_url: str = Field(description="整段文字是一个文号时，联合国正式文本的地址；否则为空")
    citations: list[Resolved] = Field(description="文字中的引文，按先后次序，最多 5000 处")


class Wrong(Schema):
    """One invalid parameter."""

    name: str = Field(description="参数名")
    reason: str = Field(description="哪里不合规定")


class Problem(Schema):
    """An error."""

    detail: str = Field(description="一句话，说明哪里不对")
    errors: list[Wrong] = Field(default=[], description="逐项说明；只在参数不合规定时有")
    pages: int | None = Field(default=None, description="最后一页是第几页；只在所要的页不存在时有")


class Paging(Schema):
    """Parameters of paginated lists."""

    cursor: Text = Field(default="", max_length=100, description="上一页 next 里的位置；第一页不写")
    page: int | None = Field(default=None, ge=1, le=MAX_PAGE, description="第几页；写了 cursor 就不写")
    limit: int = Field(default=DEFAULT_PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE, description="一页最多多少项")
