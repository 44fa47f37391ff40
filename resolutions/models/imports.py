"""Imports of the catalogue: files and harvests of the Library's records."""

from django.conf import settings
from django.db import models


class ImportKind(models.TextChoices):
    """Kind of a file that the operator imports."""

    VOTING = "voting", "《安全理事会表决数据》（CSV）"
    THESAURUS = "thesaurus", "叙词中文名（unbis_en_zh.csv）"


class CatalogueImport(models.Model):
    """A file of the Library; ``applied_at`` is empty while an editor looks at the preview.

    ``content`` has the bytes until then. ``summary`` has the numbers of what was written.
    """

    kind = models.CharField("种类", max_length=10, choices=ImportKind.choices)
    name = models.CharField("文件名", max_length=255)
    content = models.BinaryField("内容", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    imported_at = models.DateTimeField("上传时间", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="操作者"
    )
    applied_at = models.DateTimeField("写入时间", null=True, blank=True)
    summary = models.JSONField("结果", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "目录导入"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.imported_at:%Y-%m-%d}"


class HarvestProgress(models.Model):
    """Progress of harvesting the Library's records of one search, the newest first.

    ``last_updated`` is the time of the newest record of the last complete run, as the Library prints it.
    ``run_updated`` is that of a run in progress, and ``next_start`` its next record, from 1; "" and 1 without one.
    """

    search = models.CharField("检索式", max_length=200, unique=True)
    last_updated = models.CharField("上次收到", max_length=60, blank=True)
    run_updated = models.CharField("本次最新", max_length=60, blank=True)
    next_start = models.PositiveIntegerField("下一条", default=1)
    changed_at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "书目记录的收取"

    def __str__(self) -> str:
        return self.search
