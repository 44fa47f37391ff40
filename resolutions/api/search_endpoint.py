"""Endpoint ``search``: parameters and answer as in docs/design.md, "Search"; the package ``search`` does the rest."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Query, Router, Schema

from resolutions.api.endpoints import ERROR_STATUSES
from resolutions.api.schemas import Problem, describe_field
from resolutions.exports.data_dictionary import DOCUMENT_FIELDS, PARAGRAPH_FIELDS
from search.catalogue_search import search_catalogue
from search.engine import search_engine
from search.pages.errors import SEARCH_ERRORS, build_json_search_error
from search.pages.exports import build_json
from search.pages.form_state import FormState
from search.query.symbol_lookup import look_up_symbol

router = Router()


class SearchParams(Schema):
    """Parameters of the results page; as there, an unknown value counts as not given."""

    q: str = Field(default="", description="检索式，与检索页相同；* 为全部")
    mode: str = Field(default="", description="exact 精确，fuzzy 模糊；不写则先精确")
    scope: str = Field(default="all", description="all、title、preamble、operative 或 notes：在哪一部分找")
    synonyms: str = Field(default="on", description="off 不带同义词")
    partial: str = Field(default="on", description="off 不列缺少部分词语的文件")
    sort: str = Field(default="relevance", description="relevance、newest、oldest 或 cited：次序")
    page: str = Field(default="1", description="第几页，每页 20 份")
    kind: list[str] = Field(default=[], description="只要这些文件类型")
    year: list[str] = Field(default=[], description="只要这些年份，如 2020 或 2010-2019")
    organ: list[str] = Field(default=[], description="只要这些机关；- 为其他")
    cites: list[str] = Field(default=[], description="只要引用这些文件的；规范文号")
    theme: list[str] = Field(default=[], description="只要有这些主题的")
    quality: list[str] = Field(default=[], description="只要这些文本质量：official、corrected 或 ocr")


class Hit(Schema):
    """A matching passage of a document."""

    anchor: str = Field(description="页面上的锚点")
    label: str = describe_field(PARAGRAPH_FIELDS, "label")
    place: str = describe_field(PARAGRAPH_FIELDS, "place")
    text: str = Field(description="段落中的一段文字")
    ranges: list[tuple[int, int]] = Field(description="命中之处：text 中的起点和终点，不含终点")


class Found(Schema):
    """A document in the results."""

    symbol: str = Field(description="文号；没有的为空")
    title: str = Field(description="标题")
    subject: str = Field(description="议程项目；不知的为空")
    url: str = Field(description="本站页面的路径")
    kind: str = Field(description="文件类型")
    quality: str = describe_field(DOCUMENT_FIELDS, "quality")
    date: str | None = Field(description="日期；不知的为 null")
    cited_by: int = Field(description="被引次数")
    score: float = Field(description="相关度，只在同一次检索内可比")
    hits: list[Hit] = Field(description="最相关的几段")
    more: int = Field(description="另有多少段命中")


class PartiallyFound(Found):
    """A document that lacks some words of the query."""

    missing: list[str] = Field(description="文件中没有的词；空表示各词都有而不相连")


class PartialResults(Schema):
    """The documents that lack some words; they follow the others page by page and are counted apart."""

    total: int = Field(description="缺少部分词语的文件数，至多 100")
    results: list[PartiallyFound] = Field(description="本页的这些文件")


class AgendaItemFound(Schema):
    """An agenda item whose name meets the query."""

    name: str = Field(description="中文名称（本站译）；没有的为空")
    name_en: str = Field(description="目录中的英文名称")
    url: str = Field(description="本站页面的路径")
    total: int = Field(description="文件数")
    held: int = Field(description="其中本站有全文的")


class CatalogueDocument(Schema):
    """A document that only the catalogue knows."""

    symbol: str = Field(description="文号")
    title: str = Field(description="标题")
    url: str = Field(description="本站页面的路径")
    date: str | None = Field(description="日期；不知的为 null")
    official_url: str = Field(description="联合国的正式文本")


class CatalogueFound(Schema):
    """Agenda items, and documents without a text here, by their names in the catalogue."""

    agenda_items: list[AgendaItemFound] = Field(description="名称相符的议程项目，文件多者在前，至多 8 个")
    total: int = Field(description="议程项目或英文标题相符而本站没有全文的文件数；不计入上面的 total")
    documents: list[CatalogueDocument] = Field(description="本页的这些文件，日期新者在前")


class FacetValue(Schema):
    """A value of a facet."""

    value: str = Field(description="类型、年份、机关、文号或主题")
    count: int = Field(description="份数")


class QueryNotice(Schema):
    """A sentence about a part of the query."""

    text: str = Field(description="哪里没有看懂，怎样写")
    start: int = Field(description="q 中的起点，以字符计")
    end: int = Field(description="q 中的终点，不含")
    is_repair: bool = Field(description="为了看懂，改动了检索式")
    suggestion: str = Field(description="可能要找的检索式；没有的为空")


class Results(Schema):
    """One page of results."""

    total: int = Field(description="找到的文件数")
    results: list[Found] = Field(description="本页的文件")
    facets: dict[str, list[FacetValue]] = Field(
        description="全部结果按类型、年份、机关、段落、被引文件、主题和文本质量的份数"
    )
    direct: str | None = Field(description="检索词就是一个文号时，那份文件的文号")
    near: list[str] = Field(description="编号与年份不合时，可能要找的文号")
    mode: str = Field(description="实际的检索方式：exact 或 fuzzy")
    added: list[str] = Field(description="一并检索的同义词")
    problems: list[Any] = Field(description="检索式里没有看懂的地方")
    notices: list[QueryNotice] = Field(description="同上，各带在 q 中的位置和可能要找的检索式")
    partial: PartialResults = Field(description="找到的文件不满一页时，另列缺少部分词语的文件；不计入 total")
    catalogue: CatalogueFound = Field(description="目录中相符的议程项目和文件")


@router.get(
    "search",
    response={200: Results, ERROR_STATUSES | {503}: Problem},
    operation_id="search",
    summary="检索",
    description="与检索页同样的结果。写错的参数当作没有写。检索式太复杂时答 400，索引不可用或服务器正忙时答 503。",
)
def search(request: HttpRequest, params: Query[SearchParams]) -> HttpResponse:
    """Answer as the results page does.

    ``params`` only describes the parameters in the schema; the form of the results page reads the address.
    """
    state = FormState.from_parameters(request.GET)
    try:
        answer = search_engine().search(state.to_request(with_partial=state.with_partial))
    except SEARCH_ERRORS as error:
        return build_json_search_error(error)
    catalogue = search_catalogue(answer.query, state.filters, state.offset)
    payload = build_json(answer, look_up_symbol(state.typed), catalogue)
    return JsonResponse(payload, json_dumps_params={"ensure_ascii": False})
