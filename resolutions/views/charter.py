"""The Charter of the United Nations: which chapters and articles are cited, and where."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.display.labels import place
from resolutions.http.document_lookup import missing
from resolutions.http.etags import unless_unchanged
from resolutions.models import Citation, Document
from resolutions.pages.cited_by import in_order, received_counts, show_sentences
from resolutions.pages.document_facts import official_texts
from resolutions.text.numerals import roman_number
from resolutions.text.symbols import CHARTER

OFFICIAL = "https://www.un.org/zh/about-us/un-charter"
OFFICIAL_FULL_TEXT = f"{OFFICIAL}/full-text"
SENTENCES = 100
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
class Part:
    """A chapter, article or item of an article, with how often it is cited."""

    label: str
    title: str
    cited: int
    articles: tuple["Part", ...] = ()

    @property
    def name(self) -> str:
        return place(self.label)

    def get_absolute_url(self) -> str:
        return f"/{CHARTER}/{self.label}"


@conditional_page
def charter(request: HttpRequest) -> HttpResponse:
    """All chapters; those and their articles that are cited are links. Four queries."""
    return _charter(request, _document())


@unless_unchanged
def _charter(request: HttpRequest, document: Document) -> HttpResponse:
    received = received_counts(document)
    context = {"document": document, "received": received, "chapters": chapters(received.by_label)}
    context |= {"official": OFFICIAL_FULL_TEXT, "official_texts": official_texts(document)}
    return render(request, "resolutions/charter.html", context)


@conditional_page
def part(request: HttpRequest, label: str) -> HttpResponse:
    """A chapter or article with the sentences that cite it. Four queries."""
    canonical = canonical_part(label)
    if not canonical:
        return missing(request)
    if canonical != label:
        return HttpResponsePermanentRedirect(f"/{CHARTER}/{canonical}")
    citations = in_order(
        Citation.objects.counted()
        .filter(target__symbol=CHARTER, cited_paragraphs__contains=[canonical])
        .select_related("paragraph", "source")
    )
    chapter = chapter_of(canonical)
    context = {
        "label": canonical,
        "chapter": chapter,
        "is_chapter": canonical.startswith("ch."),
        "chapter_label": f"ch.{chapter[0]}",
        "sentences": show_sentences(citations[:SENTENCES]),
        "count": citations.count(),
        "official": f"{OFFICIAL}/chapter-{roman_number(chapter[0])}",
    }
    return render(request, "resolutions/charter_part.html", context)


def canonical_part(label: str) -> str:
    """The label of a part that the Charter has, in canonical form; empty for any other.

    >>> canonical_part("CH.vii"), canonical_part("art.2(4)"), canonical_part("art.112")
    ('ch.VII', 'art.2(4)', '')
    """
    kind, _, number = label.partition(".")
    label = f"ch.{number.upper()}" if kind.lower() == "ch" else label.lower()
    return label if chapter_of(label) and place(label) != label else ""


def chapter_of(label: str) -> tuple[str, str, int, int] | None:
    """The chapter that ``label`` names or that its article stands in."""
    if label.startswith("ch."):
        return next((chapter for chapter in CHAPTERS if f"ch.{chapter[0]}" == label), None)
    number = _article_number(label)
    return next((chapter for chapter in CHAPTERS if chapter[2] <= number <= chapter[3]), None)


def chapters(cited: Counter) -> list[Part]:
    """The nineteen chapters in order, each with its cited articles and their items."""
    articles = sorted(
        (label for label in cited if label.startswith("art.")), key=lambda label: (_article_number(label), label)
    )
    return [
        Part(
            f"ch.{numeral}",
            title,
            cited[f"ch.{numeral}"],
            tuple(Part(label, "", cited[label]) for label in articles if first <= _article_number(label) <= last),
        )
        for numeral, title, first, last in CHAPTERS
    ]


def _article_number(label: str) -> int:
    """``art.2(4)`` is article 2; 0 for what is no article."""
    digits = label.removeprefix("art.").partition("(")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _document() -> Document:
    """The Charter's row; an unsaved one before anything cites it."""
    known = Document.objects.select_related("catalogue__agenda_item").filter(symbol=CHARTER).first()
    return known or Document(symbol=CHARTER, title="联合国宪章")
