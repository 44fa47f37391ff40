"""The catalogue of Council action: one entry per document, and the agenda items."""

from django.db import models

from resolutions.models.documents import Document
from resolutions.text.catalogue_lookup import CatalogueLookup, LookupRow, build_lookup


class AgendaItem(models.Model):
    """An agenda item: its English name in the catalogue and the portal's Chinese translation."""

    name_en = models.TextField("英文", unique=True)
    name_zh = models.TextField("中文（本站译）", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "议程项目"

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
    Votes count members; they are empty when not recorded.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="catalogue", verbose_name="文件")
    date = models.DateField("日期", null=True)
    date_in_text = models.DateField("英文本所载日期", null=True)
    meeting_symbol = models.CharField("会议记录", max_length=60, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, verbose_name="议程项目")
    title_en = models.TextField("英文标题", blank=True)
    adoption = models.CharField("通过方式", max_length=40, blank=True)
    votes_yes = models.PositiveSmallIntegerField("赞成", null=True)
    votes_no = models.PositiveSmallIntegerField("反对", null=True)
    votes_abstain = models.PositiveSmallIntegerField("弃权", null=True)
    draft_symbol = models.CharField("决议草案", max_length=120, blank=True)
    record_url = models.URLField("图书馆记录", blank=True)
    note = models.TextField("备注", blank=True)

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "目录条目"

    def __str__(self) -> str:
        return str(self.document)
