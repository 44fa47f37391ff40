"""``/api/v1/search``: the results page's own search, as JSON (DESIGN §6)."""

from typing import Annotated, Literal

from django.http import HttpRequest
from haystack import connections
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import StringConstraints

from resolutions.api.endpoints import PROBLEMS
from resolutions.api.schemas import Problem, Text
from search.addresses import LAST_PAGE, MOST_VALUES, SearchAddress
from search.direct import find_direct
from search.folder import IndexMissing, IndexOutdated
from search.results import Answer, Result

router = Router()
Value = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class Asked(Schema):
    q: Text = Field(default="", max_length=1_000, description="检索式，与检索页相同；* 为全部")
    mode: Literal["", "exact", "fuzzy"] = Field(default="", description="exact 精确，fuzzy 模糊；不写则先精确")
    scope: Literal["all", "title", "preamble", "operative", "notes"] = Field(default="all", description="在哪一部分找")
    synonyms: Literal["on", "off"] = Field(default="on", description="是否带上同义词")
    sort: Literal["relevance", "newest", "oldest", "cited"] = Field(default="relevance", description="次序")
    page: int = Field(default=1, ge=1, le=LAST_PAGE, description="第几页，每页 20 份")
    kind: list[Value] = Field(default=[], max_length=MOST_VALUES, description="只要这些文件类型")
    year: list[Annotated[int, Field(ge=1, le=9999)]] = Field(default=[], max_length=MOST_VALUES, description="年份")
    organ: list[Value] = Field(default=[], max_length=MOST_VALUES, description="只要这些机关；- 为其他")
    cites: list[Value] = Field(default=[], max_length=MOST_VALUES, description="只要引用这些文件的；规范文号")
    theme: list[Value] = Field(default=[], max_length=MOST_VALUES, description="只要有这些主题的")


class Hit(Schema):
    anchor: str = Field(description="页面上的锚点")
    label: str = Field(description="段号")
    text: str = Field(description="段落中的一段文字")
    ranges: list[tuple[int, int]] = Field(description="命中之处：text 中的起点和终点，不含终点")


class Found(Schema):
    symbol: str = Field(description="文号；没有的为空")
    title: str = Field(description="标题")
    url: str = Field(description="本站页面的路径")
    score: float = Field(description="相关度，只在同一次检索内可比")
    hits: list[Hit] = Field(description="最相关的几段")
    more: int = Field(description="另有多少段命中")


class FacetValue(Schema):
    value: str = Field(description="类型、年份、机关、文号或主题")
    count: int = Field(description="份数")


class Results(Schema):
    total: int = Field(description="找到的文件数")
    results: list[Found] = Field(description="本页的文件")
    facets: dict[str, list[FacetValue]] = Field(description="全部结果按类型、年份、机关、被引文件和主题的份数")
    direct: str | None = Field(description="检索词就是一个文号时，那份文件的文号")


@router.get(
    "search",
    response={200: Results, PROBLEMS | {503}: Problem},
    operation_id="search",
    summary="检索",
    description="与检索页同样的结果。",
)
def search(request: HttpRequest, asked: Query[Asked]):
    address = SearchAddress.of(request.GET)
    direct = find_direct(address.typed).document
    try:
        answer = connections["default"].get_backend().find(address.request())
    except (IndexMissing, IndexOutdated) as error:
        raise HttpError(503, str(error)) from error
    return _results(answer) | {"direct": direct.symbol if direct else None}


def _results(answer: Answer) -> dict:
    return {
        "total": answer.total,
        "results": [_found(result) for result in answer.results],
        "facets": {
            name: [{"value": one.value, "count": one.count} for one in counts] for name, counts in answer.facets.items()
        },
    }


def _found(result: Result) -> dict:
    hits = [
        {"anchor": one.anchor, "label": one.label, "text": one.text, "ranges": list(one.ranges)}
        for one in result.snippets
    ]
    card = result.card
    return {
        "symbol": card.symbol,
        "title": card.title,
        "url": card.url,
        "score": result.score,
        "hits": hits,
        "more": result.more,
    }
