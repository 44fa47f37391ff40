"""Documents: held with their text, or stubs known by citation or catalogue."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices
from resolutions.models.text_sources import TextQuality
from resolutions.models.visibility import ReaderDocuments, Status, shown_columns
from resolutions.text.official_texts import official_url
from resolutions.text.symbols import CHARTER_SYMBOL

if TYPE_CHECKING:
    from resolutions.models.catalogue import AgendaItem


CUT_OFF_KEY = "cut_off"  # key of ``Document.facts``: the text stops before its end
CORRECTED_WORDS_KEY = "corrected_words"  # key of ``Document.facts``: number of passages with corrected words
MISSING_KEY = "missing"  # key of ``Document.facts``: paragraphs that a recognised text seems to lack, in Chinese


class Kind(Choices):
    """Kind of a document; the values are those of ``ParsedDocument.kind``."""

    RESOLUTION = "resolution", pgettext_lazy("kind of document", "决议")
    STATEMENT = "statement", pgettext_lazy("kind of document", "主席声明")
    DECISION = "decision", pgettext_lazy("kind of document", "决定")
    MEETING = "meeting", pgettext_lazy("kind of document", "会议记录")
    REPERTOIRE = "repertoire", pgettext_lazy("kind of document", "惯例汇辑")
    LETTER = "letter", pgettext_lazy("kind of document", "信件")
    REPORT = "report", pgettext_lazy("kind of document", "报告")
    CHARTER = "charter", pgettext_lazy("kind of document", "宪章")
    OTHER = "other", pgettext_lazy("kind of document", "文件")


class Organ(Choices):
    """United Nations organ that a document belongs to; the values are prefixes of symbols."""

    SECURITY_COUNCIL = "S", _("安全理事会")
    GENERAL_ASSEMBLY = "A", _("大会")
    ECOSOC = "E", _("经济及社会理事会")
    UNITED_NATIONS = "UN", _("联合国")
    OTHER = "", _("其他")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Selections of documents by visibility and citations."""

    def held(self) -> "DocumentQuerySet":
        """Select the documents with a text that readers may see."""
        return self.filter(status=Status.PUBLISHED)

    def visible(self) -> "DocumentQuerySet":
        """Select the documents that have a public page, loaded as readers see them; they must not be saved.

        Filters, orders and counts use the aliases of ``shown_columns`` in place of the columns of the table.
        """
        was_published = Q(status__in=(Status.PUBLISHED, Status.WITHDRAWN))
        rows = self.alias(**shown_columns()).filter(was_published | self._named_in_public())
        rows._iterable_class = ReaderDocuments
        return rows

    def _named_in_public(self) -> Q:
        """Match the documents that the catalogue or a published text names. The counts make most rows cheap.

        The others are looked up one by one: for EXISTS PostgreSQL would read all citations in every query.
        """
        citations: Any = self.model._meta.get_field("citations_received").related_model
        citation = citations.objects.published().filter(target=OuterRef("pk")).order_by().values("pk")[:1]
        named = Q(IsNull(Subquery(citation), False))
        return ~Q(symbol="") & (Q(citations_in__gt=0) | Q(catalogue__isnull=False) | named)

    def with_agenda_items(self) -> "DocumentQuerySet":
        """Load the catalogue entry and all agenda items with the documents; one more query, however many."""
        return self.select_related("catalogue__agenda_item").prefetch_related("catalogue__further_items")

    def with_catalogue(self) -> "DocumentQuerySet":
        """Load the catalogue entry, agenda items and subjects with the documents; three more queries, however many."""
        return self.with_agenda_items().prefetch_related("subject_links__subject")

    def under(self, items: Iterable["AgendaItem | int"]) -> "DocumentQuerySet":
        """Select the documents under any of the agenda items, as their first or a further one; no row twice."""
        keys = [item if isinstance(item, int) else item.pk for item in items]
        links = self.model._meta.get_field("catalogue").related_model.further_items.through  # type: ignore[union-attr]
        further = links._default_manager.filter(agendaitem__in=keys).values("catalogueentry")
        return self.filter(Q(catalogue__agenda_item__in=keys) | Q(catalogue__in=further))

    def most_cited(self) -> "DocumentQuerySet":
        """Select the cited documents, most cited first."""
        return self.filter(citations_in__gt=0).order_by("-citations_in", "symbol")

    def wanted(self, *statuses: Status) -> "DocumentQuerySet":
        """Select the cited stubs that the portal collects, most cited first.

        ``statuses`` are those of stubs; for readers a draft is one as well. Meeting records are not collected, and
        the Charter has a page of its own.
        """
        stubs = self.most_cited().filter(status__in=statuses or (Status.STUB,))
        return stubs.exclude(kind__in=[Kind.MEETING, Kind.CHARTER])


def document_key(symbol: str, slug: str) -> str:
    """Return the key of the document with this symbol and slug; see ``Document.key``."""
    return symbol or f"texts/{slug}"


def document_url(symbol: str, slug: str) -> str:
    """Return the path of a document's page; for rows that are no ``Document``."""
    return "/" + quote(document_key(symbol, slug), safe="/()")


class Document(models.Model):
    """A document of the United Nations: held with its text, or a stub known by citation or catalogue.

    ``symbol`` is the official document symbol in canonical form. It is unique, and empty when unknown.
    ``slug`` is the address of a document without a symbol.
    ``citations_in`` and ``citations_out`` count citations, not documents. Only citations from published
    documents count, and only those with ``is_counted``.
    ``quality`` is that of the text in force, empty without a text.
    """

    symbol = models.CharField(_("文号"), max_length=120, blank=True)
    slug = models.SlugField(_("地址"), max_length=120, blank=True)
    organ = models.CharField(_("机关"), max_length=8, choices=Organ.choices, blank=True)
    kind = models.CharField(_("文件类型"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    number = models.PositiveIntegerField(_("编号"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    title = models.CharField(_("标题"), max_length=500)
    adopted_on = models.DateField(_("日期"), null=True, blank=True)
    meeting = models.PositiveIntegerField(_("会议次数"), null=True, blank=True)
    status = models.CharField(_("状态"), max_length=12, choices=Status.choices, default=Status.STUB)
    quality = models.CharField(_("文本质量"), max_length=10, choices=TextQuality.choices, blank=True)
    facts = models.JSONField(_("标题页所载"), default=dict, blank=True)
    warnings = models.JSONField(_("读取提示"), default=list, blank=True)
    citations_in = models.PositiveIntegerField(_("被引次数"), default=0)
    citations_out = models.PositiveIntegerField(_("引用次数"), default=0)
    created_at = models.DateTimeField(_("收录时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "文件")
        verbose_name_plural = pgettext_lazy("models", "文件")
        permissions = [("publish_document", "可发布和撤回文件")]
        constraints = [
            models.UniqueConstraint(fields=["symbol"], condition=~Q(symbol=""), name="document_symbol_unique"),
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="document_slug_unique"),
            models.CheckConstraint(condition=~Q(symbol="", slug=""), name="document_has_an_address"),
        ]
        indexes = [
            models.Index(fields=["status", "-adopted_on"], name="document_by_date"),
            models.Index(fields=["-citations_in"], name="document_by_citations"),
            models.Index(fields=["kind", "number"], name="document_by_number"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title

    def get_absolute_url(self) -> str:
        """Return the path that pages, feeds and the index share (docs/design.md, "Symbols and addresses")."""
        return document_url(self.symbol, self.slug)

    @property
    def key(self) -> str:
        """The symbol, or ``texts/`` and the slug: the document's name in addresses, records and GraphML."""
        return document_key(self.symbol, self.slug)

    @property
    def is_held(self) -> bool:
        """True when readers may see the text."""
        return self.status == Status.PUBLISHED

    @property
    def has_text(self) -> bool:
        """True when there is a text to show to those who may see the document: as published text or as draft.

        A document that was loaded as readers see it is no draft.
        """
        return self.status in (Status.DRAFT, Status.PUBLISHED)

    @property
    def quality_mark(self) -> str:
        """Words that stand beside an uncorrected text wherever it is shown or exported; empty for other texts."""
        return TextQuality.mark(self.quality)

    @property
    def missing_paragraphs(self) -> str:
        """Paragraphs that the text seems to lack, in Chinese, while nobody has corrected it; "" for none."""
        return str(self.facts.get(MISSING_KEY, "")) if self.quality == TextQuality.OCR else ""

    @property
    def is_cut_off(self) -> bool:
        """True when the text stops before its end, as the original does."""
        return bool(self.facts.get(CUT_OFF_KEY))

    @property
    def corrected_words(self) -> int:
        """Number of passages where editors corrected the words of the source."""
        return int(self.facts.get(CORRECTED_WORDS_KEY, 0))

    @property
    def agenda_item(self) -> "AgendaItem | None":
        """Agenda item named by the catalogue; no query after ``select_related("catalogue__agenda_item")``."""
        catalogue = getattr(self, "catalogue", None)
        return catalogue.agenda_item if catalogue else None

    @property
    def agenda_items(self) -> "list[AgendaItem]":
        """All agenda items, the first of them ``agenda_item``; no query after ``with_agenda_items()``."""
        catalogue = getattr(self, "catalogue", None)
        return catalogue.agenda_items if catalogue else []

    @property
    def available_since(self) -> datetime:
        """Time of the first publication here; time of the last change when none is recorded."""
        return self.published_at or self.updated_at

    @property
    def edit_token(self) -> str:
        """Token of the optimistic lock, carried by the editor's forms; every change of the document renews it."""
        return self.updated_at.isoformat()

    @property
    def official_url(self) -> str:
        """URL of the official Chinese text at the United Nations; empty for a document without a symbol."""
        if self.symbol == CHARTER_SYMBOL:  # the only document that is cited without a symbol
            return "https://www.un.org/zh/about-us/un-charter/full-text"
        return official_url(self.symbol)
