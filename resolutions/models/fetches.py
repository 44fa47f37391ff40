"""Outcomes of fetching documents from the United Nations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices, chinese_display
from resolutions.models.documents import Document


class FetchOutcome(Choices):
    """Outcome of the last fetch of a document in one language."""

    FETCHED = "fetched", _("已取到")
    NOT_PUBLISHED = "not_published", _("没有这种语文的文本")
    UNKNOWN = "unknown", _("网站不认识这个文号")
    FAILED = "failed", _("没有取到")


class DocumentFetch(models.Model):
    """The last fetch of a document in one language; ``language`` is an ISO 639-1 code.

    ``etag`` and ``last_modified`` are the server's validators of what was fetched, for a conditional request.
    ``detail`` is a Chinese sentence for the editor.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="fetches", verbose_name=_("文件"))
    language = models.CharField(_("语文"), max_length=2)
    outcome = models.CharField(_("结果"), max_length=14, choices=FetchOutcome.choices)
    checked_at = models.DateTimeField(_("时间"), auto_now=True)
    etag = models.CharField("ETag", max_length=200, blank=True)
    last_modified = models.CharField("Last-Modified", max_length=60, blank=True)
    detail = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "取文件记录")
        verbose_name_plural = pgettext_lazy("models", "取文件记录")
        constraints = [models.UniqueConstraint(fields=["document", "language"], name="fetch_unique")]

    def __str__(self) -> str:
        return f"{self.document} {self.language}：{chinese_display(self, 'outcome')}"
