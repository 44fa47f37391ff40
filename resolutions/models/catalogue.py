"""The catalogue of Council action: one entry per document, and the agenda items."""

from copy import copy

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.documents import Document
from resolutions.models.provenance import RESTRICTED_SOURCES
from resolutions.text.catalogue_lookup import CatalogueLookup, LookupRow, build_lookup
from resolutions.text.meeting_symbols import parse_meeting_number


class AgendaItem(models.Model):
    """An agenda item: its English name in the catalogue and the portal's Chinese translation.

    A spelling variant of another item has ``joined_to``, and its documents belong to that one. ``situation`` is the
    country, region or theme that the item is about, in Chinese; items of different names can share it.
    """

    name_en = models.TextField(_("英文"), unique=True)
    name_zh = models.TextField(_("中文（本站译）"), blank=True)
    situation = models.CharField(_("局势"), max_length=60, blank=True)
    joined_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="variants", verbose_name=_("并入")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "议程项目")
        verbose_name_plural = pgettext_lazy("models", "议程项目")

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class CatalogueEntryQuerySet(models.QuerySet["CatalogueEntry"]):
    """Queries on the entries."""

    def as_lookup(self) -> CatalogueLookup:
        """Return what the reader asks the catalogue for; one query for the whole catalogue."""
        rows = self.values_list("document__symbol", "date", "date_in_text", "meeting_symbol")
        return build_lookup(LookupRow(symbol, tuple(filter(None, days)), meeting) for symbol, *days, meeting in rows)


class CatalogueEntry(models.Model):
    """Facts of one document from the Library's tables of Council action.

    ``date_in_text`` is the date in the English heading. It may differ from ``date``, and either may be wrong.
    Votes count members; they are empty when not recorded. ``topic_en`` is the agenda item as the catalogue names it;
    ``agenda_item`` is the item that joins its variants, ``further_items`` are those of a resolution under several; they
    are the Library's. ``sources`` maps a field to its ``FactSource``; a field that
    is not in it is from the portal's own tables.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="catalogue", verbose_name=_("文件"))
    date = models.DateField(_("日期"), null=True)
    date_in_text = models.DateField(_("英文本所载日期"), null=True)
    meeting_symbol = models.CharField(_("会议记录"), max_length=60, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, verbose_name=_("议程项目"))
    further_items = models.ManyToManyField(
        AgendaItem, related_name="further_entries", blank=True, verbose_name=_("其他议程项目")
    )
    topic_en = models.TextField(_("目录所载议程项目"), blank=True)
    title_en = models.TextField(_("英文标题"), blank=True)
    adoption = models.CharField(_("通过方式"), max_length=40, blank=True)
    votes_yes = models.PositiveSmallIntegerField(_("赞成"), null=True)
    votes_no = models.PositiveSmallIntegerField(_("反对"), null=True)
    votes_abstain = models.PositiveSmallIntegerField(_("弃权"), null=True)
    votes_absent = models.PositiveSmallIntegerField(_("未参加表决"), null=True)
    vote_note = models.TextField(_("表决说明"), blank=True)
    draft_symbol = models.CharField(_("决议草案"), max_length=120, blank=True)
    record_url = models.URLField(_("图书馆记录"), blank=True)
    vote_record_url = models.URLField(_("图书馆表决记录"), blank=True)
    note = models.TextField(_("备注"), blank=True)
    sources = models.JSONField(_("各项出处"), default=dict, blank=True)

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "目录条目")
        verbose_name_plural = pgettext_lazy("models", "目录条目")

    def __str__(self) -> str:
        return str(self.document)

    @classmethod
    def name_of(cls, fact: str) -> str:
        """Return the Chinese name of a column, for records."""
        with translation.override(None):
            return cls.label_of(fact)

    @classmethod
    def label_of(cls, fact: str) -> str:
        """Return the name of a column in the language of the interface, for pages."""
        field = cls._meta.get_field(fact)
        return str(field.verbose_name) if isinstance(field, models.Field) else fact

    @property
    def agenda_items(self) -> list[AgendaItem]:
        """All agenda items, that of the table first; no query after prefetching ``further_items``."""
        first = [self.agenda_item] if self.agenda_item else []
        further = sorted(self.further_items.all(), key=lambda item: item.pk) if self.pk else []
        return first + [item for item in further if item not in first]

    @property
    def meeting_number(self) -> int | None:
        """Number of the meeting in the symbol of its record."""
        return parse_meeting_number(self.meeting_symbol)

    @property
    def library_sources(self) -> list[str]:
        """Names of the sources of the Library's that give some of the facts."""
        return [str(source.label) for source in RESTRICTED_SOURCES if source in self.sources.values()]

    def without_restricted_facts(self) -> "CatalogueEntry":
        """Return an unsaved copy without the facts that the Library gives for non-commercial use."""
        entry, blank = copy(self), CatalogueEntry()
        for name, source in self.sources.items():
            if source in RESTRICTED_SOURCES:
                setattr(entry, name, getattr(blank, name))
        if not entry.topic_en and self.topic_en:
            entry.agenda_item = None
        return entry
