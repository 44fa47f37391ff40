"""Chapters and articles of the Charter of the United Nations, with their numbers of citations."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from resolutions.display.labels import format_label
from resolutions.interface.places import place_in_language
from resolutions.models import CharterArticle, Document
from resolutions.text.charter_addresses import read_charter_part
from resolutions.text.numerals import parse_roman_number
from resolutions.text.symbols import CHARTER_SYMBOL

OFFICIAL_CHARTER_URL = "https://www.un.org/zh/about-us/un-charter"
OFFICIAL_FULL_TEXT_URL = f"{OFFICIAL_CHARTER_URL}/full-text"


class Chapter(NamedTuple):
    """A chapter with its title and the numbers of its first and last article."""

    numeral: str
    title: str | Promise
    first_article: int
    last_article: int

    @property
    def label(self) -> str:
        """Return the label that citations use, as ``ch.VII``."""
        return f"ch.{self.numeral}"

    @property
    def name(self) -> str:
        """Return the name, as 第七章."""
        return place_in_language(format_label(self.label))

    @property
    def official_url(self) -> str:
        """Return the URL of the official Chinese text."""
        return f"{OFFICIAL_CHARTER_URL}/chapter-{parse_roman_number(self.numeral)}"


# Source of the titles and articles: the Charter's Chinese text (OFFICIAL_FULL_TEXT_URL).
CHAPTERS = [
    Chapter("I", pgettext_lazy("chapter of the Charter", "宗旨与原则"), 1, 2),
    Chapter("II", pgettext_lazy("chapter of the Charter", "会员"), 3, 6),
    Chapter("III", pgettext_lazy("chapter of the Charter", "机关"), 7, 8),
    Chapter("IV", pgettext_lazy("chapter of the Charter", "大会"), 9, 22),
    Chapter("V", pgettext_lazy("chapter of the Charter", "安全理事会"), 23, 32),
    Chapter("VI", pgettext_lazy("chapter of the Charter", "争端之和平解决"), 33, 38),
    Chapter("VII", pgettext_lazy("chapter of the Charter", "对于和平之威胁、和平之破坏及侵略行为之应付办法"), 39, 51),
    Chapter("VIII", pgettext_lazy("chapter of the Charter", "区域办法"), 52, 54),
    Chapter("IX", pgettext_lazy("chapter of the Charter", "国际经济及社会合作"), 55, 60),
    Chapter("X", pgettext_lazy("chapter of the Charter", "经济及社会理事会"), 61, 72),
    Chapter("XI", pgettext_lazy("chapter of the Charter", "关于非自治领土之宣言"), 73, 74),
    Chapter("XII", pgettext_lazy("chapter of the Charter", "国际托管制度"), 75, 85),
    Chapter("XIII", pgettext_lazy("chapter of the Charter", "托管理事会"), 86, 91),
    Chapter("XIV", pgettext_lazy("chapter of the Charter", "国际法院"), 92, 96),
    Chapter("XV", pgettext_lazy("chapter of the Charter", "秘书处"), 97, 101),
    Chapter("XVI", pgettext_lazy("chapter of the Charter", "杂项条款"), 102, 105),
    Chapter("XVII", pgettext_lazy("chapter of the Charter", "过渡安全办法"), 106, 107),
    Chapter("XVIII", pgettext_lazy("chapter of the Charter", "修正"), 108, 109),
    Chapter("XIX", pgettext_lazy("chapter of the Charter", "批准及签字"), 110, 111),
]


@dataclass(frozen=True, slots=True)
class CharterPart:
    """A chapter, an article or a paragraph of an article, with its number of citations."""

    label: str
    title: str | Promise
    cited: int
    articles: tuple["CharterPart", ...] = ()
    official_url: str = ""

    @property
    def name(self) -> str:
        """Return the name, as 第七章."""
        return place_in_language(format_label(self.label))

    def get_absolute_url(self) -> str:
        """Return the URL of the page that lists the citations of this part."""
        return reverse("charter-part", args=[self.label])


def canonical_part_label(label: str) -> str:
    """Return the canonical form of a label; "" for a part that the Charter does not have.

    >>> canonical_part_label("CH.vii"), canonical_part_label("2(4)"), canonical_part_label("art.112")
    ('ch.VII', 'art.2(4)', '')
    """
    label = read_charter_part(label)
    return label if label and find_chapter(label) and format_label(label) else ""


def find_chapter(label: str) -> Chapter | None:
    """Find the chapter that ``label`` names, or the chapter of the article that it names."""
    if label.startswith("ch."):
        return next((chapter for chapter in CHAPTERS if chapter.label == label), None)
    number = _article_number(label)
    return next((chapter for chapter in CHAPTERS if chapter.first_article <= number <= chapter.last_article), None)


def build_chapters(cited: Counter[str]) -> list[CharterPart]:
    """Build the nineteen chapters with their articles in order; ``cited`` counts citations by label.

    A cited paragraph of an article, as ``art.2(4)``, follows its article.
    """
    paragraphs: dict[int, list[str]] = {}
    for label in sorted(label for label in cited if label.startswith("art.") and "(" in label):
        paragraphs.setdefault(_article_number(label), []).append(label)
    return [
        CharterPart(
            chapter.label,
            chapter.title,
            cited[chapter.label],
            tuple(
                CharterPart(label, "", cited[label])
                for number in range(chapter.first_article, chapter.last_article + 1)
                for label in (f"art.{number}", *sorted(paragraphs.get(number, ()), key=_clause_number))
            ),
            chapter.official_url,
        )
        for chapter in CHAPTERS
    ]


def load_articles(label: str) -> list[CharterArticle]:
    """Load the text of an article, or of the articles of a chapter; empty unless an operator loaded it. One query."""
    chapter, number = find_chapter(label), _article_number(label)
    if not chapter:
        return []
    numbers = [number] if number else range(chapter.first_article, chapter.last_article + 1)
    return list(CharterArticle.objects.filter(number__in=numbers).order_by("number"))


def find_charter() -> Document:
    """Return the Charter's document, an unsaved one before anything cites it; one query."""
    charters = Document.objects.visible().select_related("catalogue__agenda_item").filter(symbol=CHARTER_SYMBOL)
    return charters.first() or Document(symbol=CHARTER_SYMBOL, title="联合国宪章")


def _article_number(label: str) -> int:
    """Return 2 for ``art.2(4)``, 0 for a label that names no article."""
    digits = label.removeprefix("art.").partition("(")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _clause_number(label: str) -> int:
    """Return 4 for ``art.2(4)``."""
    digits = label.partition("(")[2].rstrip(")")
    return int(digits) if digits.isdecimal() else 0
