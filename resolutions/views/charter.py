"""The Charter of the United Nations: which chapters and articles are cited, and where."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.display.labels import format_label
from resolutions.http.document_lookup import render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Citation, Document
from resolutions.pages.cited_by import build_citing_sentences, count_cited_by, order_by_newest_source
from resolutions.pages.document_facts import official_text_links
from resolutions.text.numerals import parse_roman_number
from resolutions.text.symbols import CHARTER_SYMBOL

OFFICIAL_CHARTER_URL = "https://www.un.org/zh/about-us/un-charter"
OFFICIAL_FULL_TEXT_URL = f"{OFFICIAL_CHARTER_URL}/full-text"
MAX_SENTENCES = 100
# Titles and articles of the chapters, from the Charter's Chinese text (OFFICIAL_FULL_TEXT).
CHAPTERS = [
    ("I", "宗旨与原则", 1, 2),
    ("II", "会员", 3, 6),
    ("III", "机关", 7, 8),
    ("IV", "大会", 9, 22),
    ("V", "安全理事会", 23, 32),
    ("VI", "争端之和平解决", 33, 38),
    ("VII", "对于和平之威胁、和平之破坏及侵略行为之应付办法", 39, 51),
    ("VIII", "区域办法", 52, 54),
    ("IX", "国际经济及社会合作", 55, 60),
    ("X", "经济及社会理事会", 61, 72),
    ("XI", "关于非自治领土之宣言", 73, 74),
    ("XII", "国际托管制度", 75, 85),
    ("XIII", "托管理事会", 86, 91),
    ("XIV", "国际法院", 92, 96),
    ("XV", "秘书处", 97, 101),
    ("XVI", "杂项条款", 102, 105),
    ("XVII", "过渡安全办法", 106, 107),
    ("XVIII", "修正", 108, 109),
    ("XIX", "批准及签字", 110, 111),
]


@dataclass(frozen=True, slots=True)
class CharterPart:
    """A chapter, article or item of an article, with how often it is cited."""

    label: str
    title: str
    cited: int
    articles: tuple["CharterPart", ...] = ()

    @property
    def name(self) -> str:
        return format_label(self.label)

    def get_absolute_url(self) -> str:
        return f"/{CHARTER_SYMBOL}/{self.label}"


@conditional_page
def charter(request: HttpRequest) -> HttpResponse:
    """All chapters; those and their articles that are cited are links. Four queries."""
    return _charter(request, _document())


@with_document_etag
def _charter(request: HttpRequest, document: Document) -> HttpResponse:
    received = count_cited_by(document)
    context = {"document": document, "received": received, "chapters": build_chapters(received.by_label)}
    context |= {"official": OFFICIAL_FULL_TEXT_URL, "official_texts": official_text_links(document)}
    return render(request, "resolutions/charter.html", context)


@conditional_page
def charter_part(request: HttpRequest, label: str) -> HttpResponse:
    """A chapter or article with the sentences that cite it. Four queries."""
    canonical = canonical_part_label(label)
    if not canonical:
        return render_not_found(request)
    if canonical != label:
        return HttpResponsePermanentRedirect(f"/{CHARTER_SYMBOL}/{canonical}")
    citations = order_by_newest_source(
        Citation.objects.counted()
        .filter(target__symbol=CHARTER_SYMBOL, cited_paragraphs__contains=[canonical])
        .select_related("paragraph", "source")
    )
    chapter = find_chapter(canonical)
    context = {
        "label": canonical,
        "chapter": chapter,
        "is_chapter": canonical.startswith("ch."),
        "chapter_label": f"ch.{chapter[0]}",
        "sentences": build_citing_sentences(citations[:MAX_SENTENCES]),
        "count": citations.count(),
        "official": f"{OFFICIAL_CHARTER_URL}/chapter-{parse_roman_number(chapter[0])}",
    }
    return render(request, "resolutions/charter_part.html", context)


def canonical_part_label(label: str) -> str:
    """The label of a part that the Charter has, in canonical form; empty for any other.

    >>> canonical_part_label("CH.vii"), canonical_part_label("art.2(4)"), canonical_part_label("art.112")
    ('ch.VII', 'art.2(4)', '')
    """
    kind, _, number = label.partition(".")
    label = f"ch.{number.upper()}" if kind.lower() == "ch" else label.lower()
    return label if find_chapter(label) and format_label(label) != label else ""


def find_chapter(label: str) -> tuple[str, str, int, int] | None:
    """The chapter that ``label`` names or that its article stands in."""
    if label.startswith("ch."):
        return next((chapter for chapter in CHAPTERS if f"ch.{chapter[0]}" == label), None)
    number = _article_number(label)
    return next((chapter for chapter in CHAPTERS if chapter[2] <= number <= chapter[3]), None)


def build_chapters(cited: Counter) -> list[CharterPart]:
    """The nineteen chapters in order, each with its cited articles and their items."""
    articles = sorted(
        (label for label in cited if label.startswith("art.")), key=lambda label: (_article_number(label), label)
    )
    return [
        CharterPart(
            f"ch.{numeral}",
            title,
            cited[f"ch.{numeral}"],
            tuple(
                CharterPart(label, "", cited[label]) for label in articles if first <= _article_number(label) <= last
            ),
        )
        for numeral, title, first, last in CHAPTERS
    ]


def _article_number(label: str) -> int:
    """``art.2(4)`` is article 2; 0 for what is no article."""
    digits = label.removeprefix("art.").partition("(")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _document() -> Document:
    """The Charter's row; an unsaved one before anything cites it."""
    known = Document.objects.select_related("catalogue__agenda_item").filter(symbol=CHARTER_SYMBOL).first()
    return known or Document(symbol=CHARTER_SYMBOL, title="联合国宪章")
