"""引文查找: the citations of a pasted text, linked and listed. The text is neither stored nor logged."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from resolutions.exports.formats import FORMATS
from resolutions.http.csv_response import build_csv_response
from resolutions.http.refusal import render_error_page
from resolutions.http.request_size import body_size, drain_body
from resolutions.pages.pasted_text import PastedText, link_pasted_text

MAX_TEXT_BYTES = 200_000  # in UTF-8
MAX_FORM_BYTES = 4 * MAX_TEXT_BYTES  # a form can send each byte of a Chinese character as three
MAX_REDISPLAYED_CHARACTERS = 10_000  # a longer text is not put into the form again
LIMIT_TEXT = gettext_lazy("一次最多 200 KB，约六万六千个汉字")
CSV_COLUMNS = ("序号", "行", "引文", "文号", "标题", "被引段落", "本站", "地址")
LIST_FORMATS = ("ref.txt", "gbt7714.txt", "gbt7714-2015.txt", "legal.txt", "ris", "bib", "csl.json", "csv")


@csrf_exempt  # it changes nothing, so a forged request does no harm; and readers need no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def citation_finder(request: HttpRequest) -> HttpResponse:
    """Show an empty form, or the pasted text with its citations. 413 for a text over ``MAX_TEXT_BYTES``."""
    if request.method != "POST":
        return render(request, "finder/finder.html", {"limit": LIMIT_TEXT})
    if body_size(request) > MAX_FORM_BYTES:
        drain_body(request)
        return _too_long(request)
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\0", "")
    if len(text.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        return _too_long(request)
    context: dict = {"limit": LIMIT_TEXT, "text": text if len(text) <= MAX_REDISPLAYED_CHARACTERS else ""}
    if text.strip():
        if request.POST.get("form") == "csv":
            return build_csv_response(_table(request, link_pasted_text(text)), "citations-found")
        context |= {"pasted": link_pasted_text(text), "formats": [FORMATS[suffix] for suffix in LIST_FORMATS]}
    else:
        context["notice"] = gettext("还没有文字。请粘贴一段文字。")
    return render(request, "finder/finder.html", context)


def _table(request: HttpRequest, pasted: PastedText) -> Iterator[tuple[str, ...]]:
    """Yield the head and one row for each citation, in the order of the text."""
    yield CSV_COLUMNS
    for item in pasted.citations:
        document = item.cited.document
        yield (
            str(item.number),
            str(item.line),
            item.surface,
            document.symbol,
            document.title,
            item.places,
            item.cited.held_name,
            request.build_absolute_uri(item.cited.url),
        )


def _too_long(request: HttpRequest) -> HttpResponse:
    sentence = gettext("{limit}。请分几次粘贴，或请管理员收录整份文件。").format(limit=LIMIT_TEXT)
    return render_error_page(request, gettext("文字太长"), sentence, status=413)
