"""Imports of the catalogue: files and harvests of the Library's records."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices


class ImportKind(Choices):
    """Kind of a file that the operator imports."""

    VOTING = "voting", _("《安全理事会表决数据》（CSV）")
    THESAURUS = "thesaurus", _("叙词中文名（unbis_en_zh.csv）")


class CatalogueImport(models.Model):
    """A file of the Library; ``applied_at`` is empty while an editor looks at the preview.

    ``content`` has the bytes until then. ``summary`` has the numbers of what was written.
    """

    kind = models.CharField(_("种类"), max_length=10, choices=ImportKind.choices)
    name = models.CharField(_("文件名"), max_length=255)
    content = models.BinaryField(_("内容"), null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    imported_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("操作者")
    )
    applied_at = models.DateTimeField(_("写入时间"), null=True, blank=True)
    summary = models.JSONField(_("结果"), default=dict)

    class Meta:
        verbose_name = pgettext_lazy("model", "目录导入")
        verbose_name_plural = pgettext_lazy("models", "目录导入")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.imported_at:%Y-%m-%d}"


class HarvestProgress(models.Model):
    """Progress of harvesting the Library's records of one search, the newest first.

    ``last_updated`` is the time of the newest record of the last complete run, as the Library prints it.
    ``run_updated`` is that of a run in progress, and ``next_start`` its next record, from 1; "" and 1 without one.
    """

    search = models.CharField(_("检索式"), max_length=200, unique=True)
    last_updated = models.CharField(_("上次收到"), max_length=60, blank=True)
    run_updated = models.CharField(_("本次最新"), max_length=60, blank=True)
    next_start = models.PositiveIntegerField(_("下一条"), default=1)
    changed_at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "书目记录的收取")
        verbose_name_plural = pgettext_lazy("models", "书目记录的收取")

    def __str__(self) -> str:
        return self.search
