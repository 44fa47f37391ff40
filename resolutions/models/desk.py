"""Drafts at the desk: those in the waste bin, and those that one editor hands to another."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices, chinese_display
from resolutions.models.documents import Document

KEPT_FOR = timedelta(days=30)  # time in which a discarded draft or upload can be restored


class Discard(models.Model):
    """A discarded draft. Its document has no symbol meanwhile, so that another text may come under the symbol.

    ``symbol`` and ``slug`` are the ones that the document had.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="discard", verbose_name=_("文件"))
    symbol = models.CharField(_("文号"), max_length=120, blank=True)
    slug = models.SlugField(_("地址"), max_length=120, blank=True)
    discarded_at = models.DateTimeField(_("丢弃时间"), auto_now_add=True)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("操作者")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "已丢弃的草稿")
        verbose_name_plural = pgettext_lazy("models", "已丢弃的草稿")
        ordering = ["-discarded_at"]

    def __str__(self) -> str:
        return self.symbol or self.document.title

    @property
    def kept_until(self) -> datetime:
        """Time after which the draft is deleted for good."""
        return self.discarded_at + KEPT_FOR

    @property
    def is_expired(self) -> bool:
        """True when the time for restoring is over."""
        return self.kept_until <= timezone.now()


class HandoverState(Choices):
    """State of a draft between its editor and its publisher."""

    READY = "ready", pgettext_lazy("state of a handover", "待发布")
    RETURNED = "returned", pgettext_lazy("state of a handover", "退回")
    SCHEDULED = "scheduled", pgettext_lazy("state of a handover", "定时发布")


class Handover(models.Model):
    """A draft that one editor hands to another; a document has at most one.

    ``assignee`` is the colleague who is to act, empty for everybody with the permission.
    ``edit_token`` is that of the document when it was scheduled: a draft that was changed later is not published.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="handovers", verbose_name=_("文件"))
    state = models.CharField(_("状态"), max_length=10, choices=HandoverState.choices)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("交给")
    )
    note = models.TextField(_("附言"), max_length=1000, blank=True)
    publish_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    edit_token = models.CharField(_("改动标记"), max_length=40, blank=True)
    handed_at = models.DateTimeField(_("时间"), auto_now=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("操作者")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "交接")
        verbose_name_plural = pgettext_lazy("models", "交接")
        ordering = ["-handed_at"]
        constraints = [models.UniqueConstraint(fields=["document"], name="handover_of_document_unique")]

    def __str__(self) -> str:
        return f"{self.document} · {chinese_display(self, 'state')}"
