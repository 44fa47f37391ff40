"""Documents fetched by symbol from a server that answers as the official document system does, errors included."""

from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from resolutions.desk import document_fetch, fetch_requests
from resolutions.desk.document_fetch import fetch_text
from resolutions.fetching import FetchClient, FetchLimits, HostPolicy
from resolutions.models import Document, DocumentFetch, SourceFile
from tests.http_server import Answer, serve
from tests.loading.pages import print_pages

pytestmark = pytest.mark.django_db
PATH = "/api/symbol/access?s={}&l={}&t=pdf"


def print_pdf(text: str) -> bytes:
    """Print lines of text on pages; the font needs no file."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for page in text.split("\f"):
        canvas.setFont("STSong-Light", 10)
        for number, line in enumerate(page.splitlines()):
            indent = len(line) - len(line.lstrip())
            canvas.drawString(50 + 4 * indent, 800 - 15 * number, line.strip())
        canvas.showPage()
    canvas.save()
    return file.getvalue()


WHOLE = print_pdf(print_pages(2200, 2015, 2, 12, 7380))
HTML = b"<!DOCTYPE html><html><body>Please wait</body></html>"
ROWS = [  # symbol, answers, status, part of the sentence
    ("S/RES/2200(2015)", [Answer(WHOLE)], "published", ""),
    ("S/RES/2201(2015)", [Answer(print_pdf(print_pages(2201, 2015, 2, 15, 7999)))], "draft", "会议与目录不符"),
    ("S/RES/2202(2015)", [Answer(print_pdf(print_pages(2203, 2015, 2, 17, 7384)))], "draft", "文本所载文号是"),
    ("S/RES/2203(2015)", [Answer()], "none", "没有发布这种语文的文本"),
    ("S/RES/2204(2015)", [Answer(status=404)], "failed", "网站上没有（404）"),
    ("S/RES/2205(2015)", [Answer(status=500)], "failed", "网站出错（500）"),
    ("S/RES/2206(2015)", [Answer(status=429, headers={"Retry-After": "9999"})], "failed", "要求稍后再来"),
    ("S/RES/2207(2015)", [Answer(HTML, headers={"Content-Type": "application/pdf"})], "failed", "不合预期"),
    ("S/RES/2208(2015)", [Answer(WHOLE, cut=500)], "failed", "传到一半中断"),
    ("S/RES/2209(2015)", [Answer(is_silent=True)], "failed", "网站太慢"),
    (
        "S/RES/2210(2015)",
        [Answer(status=302, headers={"Location": "http://10.0.0.1/a.pdf"})],
        "failed",
        "不能从这个地址",
    ),
    ("S/RES/2211(2015)", [Answer(status=302, headers={"Location": "https://example.org/a.pdf"})], "failed", "准许"),
    ("S/RES/2212(2015)", [Answer(WHOLE[:900])], "failed", "取到的文件不能读取"),
    ("S/RES/2213(2015)", [Answer(status=400)], "failed", "网站拒绝（400）"),
    ("S/RES/2214(2015)", [Answer(status=503), Answer(status=500), Answer(b"PK\x03\x04 no zip")], "failed", "不能读取"),
    ("S/RES/2553(2020)", [Answer(print_pdf(print_pages(2553, 2020, 12, 3, 8777)))], "reserve", "待编辑选用"),
]


def build_client(netloc: str) -> FetchClient:
    limits = FetchLimits(socket_seconds=0.2, interval=0, attempts=3, first_wait=0)
    return FetchClient(HostPolicy(frozenset(["documents.un.org"]), frozenset([netloc])), "tests", limits, sleep=int)


def test_each_answer_has_its_outcome_and_is_remembered(seeds, settings, monkeypatch, capsys):
    answers = {PATH.format(symbol, "zh"): list(answers) for symbol, answers, _, _ in ROWS}
    with serve(answers) as server:
        settings.FETCH_SYMBOL_SERVICE = f"{server.url}/api/symbol/access"
        client = build_client(server.netloc)
        for symbol, _, status, sentence in ROWS:
            result = fetch_text(client, symbol)
            assert (result.status, result.symbol) == (status, symbol), result
            assert sentence in result.sentence
        document = Document.objects.get(symbol="S/RES/2200(2015)")
        source = document.sources.get()
        assert (source.origin, source.url) == ("un", server.url + PATH.format("S%2FRES%2F2200%282015%29", "zh"))
        assert (document.status, document.quality, source.name) == ("published", "official", "S_RES_2200(2015)-ZH.pdf")
        assert DocumentFetch.objects.get(document__symbol="S/RES/2203(2015)").outcome == "not_published"
        kept = Document.objects.get(symbol="S/RES/2553(2020)")
        assert [source.origin for source in kept.sources.in_force()] == ["upload"] and kept.versions.count() == 2

        before = (len(server.requests), SourceFile.objects.count())
        assert fetch_text(client, "S/RES/2200(2015)").status == "unchanged"
        assert fetch_text(client, "S/RES/2203(2015)").status == "none"
        assert (len(server.requests), SourceFile.objects.count()) == (before[0] + 1, before[1])
        assert fetch_text(client, "S/RES/2203(2015)", again=True).status == "none"

        assert "S/RES/2203(2015)" not in fetch_requests.list_missing()
        monkeypatch.setattr("resolutions.management.commands.fetch_documents.build_client", lambda: client)
        with pytest.raises(CommandError, match="1 documents could not be fetched"):
            call_command("fetch_documents", "--range", "S/RES/2203-2204", "2200")
        assert "3 asked for: 1 failed, 1 none, 1 unchanged" in capsys.readouterr().out


def test_a_request_is_conditional_when_the_server_gave_validators(settings, tmp_path):
    headers = {"ETag": '"one"', "Last-Modified": "Thu, 12 Feb 2015 10:00:00 GMT"}
    path = PATH.format("S/RES/2200(2015)", "zh")
    with serve({path: [Answer(WHOLE, headers=headers), Answer(status=304)]}) as server:
        settings.FETCH_SYMBOL_SERVICE = f"{server.url}/api/symbol/access"
        client = build_client(server.netloc)
        fetch_text(client, "S/RES/2200(2015)")
        assert fetch_text(client, "S/RES/2200(2015)").status == "unchanged"
        assert "If-None-Match" not in server.headers[0]
        asked = {name: server.headers[1][name] for name in ("If-None-Match", "If-Modified-Since")}
        assert asked == {"If-None-Match": '"one"', "If-Modified-Since": headers["Last-Modified"]}
        assert SourceFile.objects.count() == 1


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        ([], "name documents, or --range, --missing or --wanted"),
        (["决议"], "no symbol of a document: 决议"),
        (["--range", "S/RES/2100-2000"], "a range is written S/RES/2000-2100"),
        (["--range", "2000"], "a range is written S/RES/2000-2100"),
        (["--wanted"], "fetching is off: set FETCH_CONTACT"),
    ],
)
def test_the_command_says_what_it_needs(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("fetch_documents", *arguments)


@pytest.mark.parametrize(
    "printed", ["S/RES/2200-2202", "2200-2202", "s/res/2200–S/RES/2202", " 2200 至 2202 ", "2200~2202"]
)
def test_a_range_is_read_in_any_spelling(seeds, printed):
    assert fetch_requests.list_range(printed) == ["S/RES/2200(2015)", "S/RES/2201(2015)", "S/RES/2202(2015)"]


def test_other_languages_are_asked_for_by_their_code(monkeypatch, settings):
    asked = []
    monkeypatch.setattr(document_fetch, "fetch_document", lambda *arguments: asked.append(arguments) or stop())
    with pytest.raises(StopIteration):
        fetch_text(None, "S/RES/2200(2015)", "fr")
    assert asked[0][2:4] == ("S/RES/2200(2015)", "fr")


def stop():
    raise StopIteration
