"""引文查找: paste any text, get its citations linked. Nothing that is pasted is stored or logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from resolutions.exports.formats import FORMATS
from resolutions.http.refusal import refuse
from resolutions.http.request_size import let_pass, sent
from resolutions.pages.pasted_text import read_pasted

MOST_BYTES = 200_000  # of a text, in UTF-8
MOST_SENT = 4 * MOST_BYTES  # a form sends each byte of a Chinese character as three
MOST_REPEATED = 10_000  # characters of a text that stands in the form again, to be changed
LIMIT = "一次最多 200 KB，约六万六千个汉字"
LIST_FORMATS = ("ref.txt", "gbt7714.txt", "ris", "bib", "csl.json")


@csrf_exempt  # it changes nothing, so nobody can be made to do anything by it; and readers need no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def finder(request: HttpRequest) -> HttpResponse:
    """An empty form, or the pasted text with its citations linked and listed."""
    if request.method != "POST":
        return render(request, "finder/finder.html", {"limit": LIMIT})
    if sent(request) > MOST_SENT:
        let_pass(request)
        return _too_long(request)
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\0", "")
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return _too_long(request)
    context: dict = {"limit": LIMIT, "text": text if len(text) <= MOST_REPEATED else ""}
    if text.strip():
        context |= {"pasted": read_pasted(text), "formats": [FORMATS[suffix] for suffix in LIST_FORMATS]}
    else:
        context["notice"] = "还没有文字。请粘贴一段文字。"
    return render(request, "finder/finder.html", context)


def _too_long(request: HttpRequest) -> HttpResponse:
    return refuse(request, "文字太长", f"{LIMIT}。请分几次粘贴，或请管理员收录整份文件。", status=413)
