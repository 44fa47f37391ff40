"""Feedback of readers: reports of wrong links, and searches without a result."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import chinese_display
from resolutions.models.documents import Document


class LinkReport(models.Model):
    """A reader's report of a wrong or missing link, listed in the worklist until somebody handles it."""

    PROBLEMS = [
        ("target", _("链接指向的文件不对")),
        ("none", _("这里不是引文，不该有链接")),
        ("missing", _("这里是引文，却没有链接")),
        ("text", _("文字有误")),
        ("other", _("其他")),
    ]
    document = models.ForeignKey(Document, models.CASCADE, related_name="link_reports", verbose_name=_("文件"))
    anchor = models.CharField(_("段落"), max_length=40, blank=True)
    problem = models.CharField(_("问题"), max_length=10, choices=PROBLEMS)
    note = models.TextField(_("说明"), max_length=1000, blank=True)
    reported_at = models.DateTimeField(_("报告时间"), auto_now_add=True)
    handled_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("处理者")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "链接纠错")
        verbose_name_plural = pgettext_lazy("models", "链接纠错")
        ordering = ["-id"]
        indexes = [models.Index(fields=["handled_at", "-reported_at"], name="link_report_open")]

    def __str__(self) -> str:
        return f"{self.document} · {chinese_display(self, 'problem')}"


class UnansweredSearch(models.Model):
    """A search without a result, with the number of times it was made. Nothing about the reader is stored."""

    words = models.CharField(_("检索词"), max_length=200, unique=True)
    times = models.PositiveIntegerField(_("次数"), default=1)
    last_at = models.DateTimeField(_("最近一次"), auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "没有结果的检索")
        verbose_name_plural = pgettext_lazy("models", "没有结果的检索")
        ordering = ["-times", "-last_at"]

    def __str__(self) -> str:
        return self.words
