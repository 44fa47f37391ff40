"""Endpoint ``search``: answer as in docs/design.md, "Search"; the package ``search`` does the rest."""

from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError

from resolutions.api.cursors import PageNotFoundError
from resolutions.api.endpoints import ERROR_STATUSES
from resolutions.api.parameters import only_parameters, parameter_names, refuse_unknown
from resolutions.api.request_body import describe_body, read_body, validate_parameters
from resolutions.api.schemas import Problem, described_by
from resolutions.api.search_parameters import SearchParams
from resolutions.exports.data_dictionary import DOCUMENT_FIELDS, PARAGRAPH_FIELDS
from resolutions.statistics.queries.cached import read_data_state
from resolutions.text.citations.spellings import read_spelling
from search.catalogue_search import CatalogueMatches, search_catalogue
from search.engine import search_engine
from search.pages.english_results import NO_MATCHES, find_english
from search.pages.errors import SEARCH_ERRORS, build_json_search_error
from search.pages.exports import build_json
from search.pages.form_state import MAX_PAGE, FormState
from search.protocol.request import MAX_QUERY_LENGTH, PAGE_SIZE
from search.query.symbol_lookup import look_up_symbol

router = Router()


@described_by(PARAGRAPH_FIELDS)
class Hit(Schema):
    """A matching passage of a document."""

    anchor: str = Field(description="页面上的锚点")
    label: str
    place: str
    text: str = Field(description="段落中的一段文字")
    ranges: list[tuple[int, int]] = Field(description="命中之处：text 中的起点和终点，不含终点")


class Found(Schema):
    """A document in the results."""

    symbol: str = Field(description="文号；没有的为空")
    title: str = Field(description="标题")
    subject: str = Field(description="议程项目；不知的为空")
    url: str = Field(description="本站页面的路径")
    kind: str = Field(description="文件类型")
    quality: str = Field(description=DOCUMENT_FIELDS["quality"])
    date: str | None = Field(description="日期；不知的为 null")
    cited_by: int = Field(description="被引次数")
    score: float = Field(description="相关度，只在同一次检索内可比")
    hits: list[Hit] = Field(description="最相关的几段")
    more: int = Field(description="另有多少段命中")


class PartiallyFound(Found):
    """A document that lacks some words of the query."""

    missing: list[str] = Field(description="文件中没有的词；空表示各词都有而不相连，或没有见过的词由相近的词代替")


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


class EnglishParagraph(Schema):
    """A paragraph that matches in English, with the Chinese that says the same."""

    anchor: str = Field(description="中英对照页面上的锚点；没有对应的中文时为空")
    place: str = Field(description="所在的段")
    url: str = Field(description="中英对照的路径，连同锚点")
    english: str = Field(description="英文段落中的一段文字")
    ranges: list[tuple[int, int]] = Field(description="命中之处：english 中的起点和终点，不含终点")
    chinese: str = Field(description="对应的中文；没有的为空")


class EnglishDocument(Schema):
    """A document whose English text matches."""

    symbol: str = Field(description="文号；没有的为空")
    title: str = Field(description="标题")
    url: str = Field(description="本站页面的路径")
    date: str | None = Field(description="日期；不知的为 null")
    paragraphs: list[EnglishParagraph] = Field(description="最相关的几段")
    more: int = Field(description="另有多少段命中")


class EnglishFound(Schema):
    """The documents that the English words of a query find in English texts; they are counted apart."""

    total: int = Field(description="英文文本命中的文件数；不计入上面的 total")
    documents: list[EnglishDocument] = Field(description="本页的这些文件")


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


class PasteSource(Schema):
    """A document that a pasted text comes from."""

    url: str = Field(description="本站页面的路径")
    title: str = Field(description="标题")
    pieces: int = Field(description="含有多少处，已见于前面文件的不计")


class PastedText(Schema):
    """A long text as it was searched for."""

    pieces: list[str] = Field(description="用来查找的文字，最少见的几处")
    sources: list[PasteSource] = Field(description="文字的出处，含有最多的在前")


class SpelledSymbol(Schema):
    """A symbol without a page here."""

    symbol: str = Field(description="文号")
    official_url: str = Field(description="联合国的正式文本；不可能有这份文件时为空")
    impossible: str = Field(description="不可能有这份文件的原因；可能有时为空")


class Results(Schema):
    """One page of results."""

    total: int = Field(description="找到的文件数")
    page: int = Field(description="第几页，从 1 起")
    pages: int = Field(description="共几页，缺少部分词语的、目录中的和英文文本中的也计入")
    next: str | None = Field(description="下一页的地址；最后一页为 null")
    previous: str | None = Field(description="上一页的地址；第一页为 null")
    results: list[Found] = Field(description="本页的文件")
    facets: dict[str, list[FacetValue]] = Field(
        description="全部结果按类型、年份、机关、段落、被引文件、主题和文本质量的份数"
    )
    direct: str | None = Field(description="检索词就是一个文号时，那份文件的文号")
    direct_url: str = Field(description="那份文件在本站的路径，连同段落；没有则为空")
    listed: list[str] = Field(description="检索词是几个文号时，本站有页面的各文号")
    unlisted: list[SpelledSymbol] = Field(description="检索词是几个文号时，本站没有页面的各文号的情形")
    near: list[str] = Field(description="编号与年份不合时，可能要找的文号")
    unknown: SpelledSymbol | None = Field(description="检索词是一个本站没有页面的文号时，它的情形；否则为 null")
    mode: str = Field(description="实际的检索方式：exact 或 fuzzy")
    added: list[str] = Field(description="一并检索的同义词")
    problems: list[Any] = Field(description="检索式里没有看懂的地方")
    notices: list[QueryNotice] = Field(description="同上，各带在 q 中的位置和可能要找的检索式")
    partial: PartialResults = Field(description="找到的文件不满一页时，另列缺少部分词语的文件；不计入 total")
    catalogue: CatalogueFound = Field(description="目录中相符的议程项目和文件")
    english: EnglishFound = Field(description="检索词中的英文词在英文文本中找到的文件")
    pasted: PastedText | None = Field(description=f"检索词超过 {MAX_QUERY_LENGTH} 字时，怎样查找它的出处；否则为 null")


SEARCH_STATUSES = ERROR_STATUSES | {415, 503}


@router.get(
    "search",
    response={200: Results, SEARCH_STATUSES: Problem},
    operation_id="search",
    summary="检索",
    description="与检索页同样的结果。检索式太复杂时答 400，索引不可用或服务器正忙时答 503。",
)
@decorate_view(only_parameters(SearchParams, ignored=("phrase",)))  # the words on /trace
def search(request: HttpRequest, params: Query[SearchParams]) -> HttpResponse:
    """Answer as the results page does.

    ``params`` describes the parameters in the schema and refuses invalid values; the form of the results page reads
    the address.
    """
    return answer_search(request, request.GET)


@router.post(
    "search",
    response={200: Results, SEARCH_STATUSES: Problem},
    operation_id="search_text",
    summary="检索一段文字",
    description="与 GET 相同，参数写在正文里，JSON 或表单；用于较长的文字。",
    openapi_extra={"requestBody": describe_body(SearchParams)},
)
@decorate_view(only_parameters())
def search_text(request: HttpRequest) -> HttpResponse:
    """Answer as ``search``, with the parameters of the body."""
    parameters = read_body(request, SearchParams)
    if refused := refuse_unknown(parameters, parameter_names(SearchParams)):
        return refused
    validate_parameters(SearchParams, parameters)
    return answer_search(request, parameters)


def answer_search(request: HttpRequest, parameters: QueryDict) -> HttpResponse:
    """Search and write the answer.

    Raises ``PageNotFoundError`` behind the last page, and ``HttpError`` 404 for a cited document that is no symbol.
    """
    for spelling in filter(None, parameters.getlist("cites")):
        if not read_spelling(spelling):
            raise HttpError(404, f"没有 {spelling[:60]} 这份文件。")
    state = FormState.from_parameters(parameters)
    direct = look_up_symbol(state.typed)
    try:
        data_state = read_data_state()
        with_partial = state.with_partial and not direct.names_document
        answer = search_engine().search(state.to_request(state=data_state, with_partial=with_partial))
        english = NO_MATCHES if direct.names_document else find_english(state, data_state, whole_pages=True)
    except SEARCH_ERRORS as error:
        return build_json_search_error(error)
    catalogue = CatalogueMatches()
    if not answer.pasted and state.collection in ("", "catalogue"):
        catalogue = search_catalogue(answer.query, state.filters, state.offset)
    payload = build_json(answer, direct, catalogue, english)
    if state.collection in ("catalogue", "english"):
        payload |= {"total": 0, "results": [], "facets": {}, "partial": {"total": 0, "results": []}}
    payload |= _page_fields(request, state.after(answer), payload)
    return JsonResponse(payload, json_dumps_params={"ensure_ascii": False})


def _page_fields(request: HttpRequest, state: FormState, payload: dict[str, Any]) -> dict[str, Any]:
    listed = max(payload["total"] + payload["partial"]["total"], payload["catalogue"]["total"])
    listed = max(listed, payload["english"]["total"])
    pages = min(max(1, ceil(listed / PAGE_SIZE)), MAX_PAGE)
    if state.page > pages:
        raise PageNotFoundError(state.page, pages)

    def address(page: int) -> str:
        return request.build_absolute_uri(f"{request.path}?{state.with_changes(page=page).query_string()}")

    return {
        "page": state.page,
        "pages": pages,
        "next": address(state.page + 1) if state.page < pages else None,
        "previous": address(state.page - 1) if state.page > 1 else None,
    }
