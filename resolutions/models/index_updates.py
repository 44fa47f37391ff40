"""Queue of the search index: changes that were committed and are not in the index yet."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class IndexUpdate(models.Model):
    """Documents to write to the index or to remove from it, added by the transaction that changed them.

    The writer of the index deletes the row when the index has the documents. A row stays when the process was killed
    or the index could not be written.
    """

    document_ids = ArrayField(models.BigIntegerField(), verbose_name="文件")
    queued_at = models.DateTimeField("加入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "待写入索引的更改"

    def __str__(self) -> str:
        return "、".join(map(str, self.document_ids))
