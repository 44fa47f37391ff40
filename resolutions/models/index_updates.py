"""Change log of the search index, and how far an index that several machines share has followed it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IndexUpdate(models.Model):
    """An entry of the change log: documents to write to every index, or to remove from it.

    The transaction that changes the documents adds the entry. Without documents it says that any may have changed.
    Each index remembers which transactions it has seen (``search.change_log``), so entries are only added; the daily
    clean-up deletes old ones.
    """

    document_ids = ArrayField(models.BigIntegerField(), verbose_name=_("文件"))
    queued_at = models.DateTimeField(_("加入时间"), db_default=Now())
    transaction_number = models.BigIntegerField(
        _("事务编号"),
        db_default=Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "检索索引的更改记录")
        verbose_name_plural = pgettext_lazy("models", "检索索引的更改记录")
        indexes = [models.Index(fields=["transaction_number"], name="index_update_transaction")]

    def __str__(self) -> str:
        return "、".join(map(str, self.document_ids))


class IndexPosition(models.Model):
    """Position in the change log of an index that all machines share; an index in a folder has a file there."""

    index_name = models.CharField(_("索引"), max_length=200, unique=True)
    position = models.TextField(_("位置"))

    class Meta:
        verbose_name = pgettext_lazy("model", "共用索引的位置")
        verbose_name_plural = pgettext_lazy("models", "共用索引的位置")

    def __str__(self) -> str:
        return self.index_name
