"""Manual corrections of a document and the audit log of its changes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import chinese_display
from resolutions.models.documents import Document
from resolutions.text.parsed import CorrectionState


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Selections of corrections."""

    def of_words(self) -> "CorrectionQuerySet":
        """Select the corrections of words in the text in force, in the order in which they were made."""
        return self.filter(action=Correction.TEXT, state=CorrectionState.APPLIED)

    def unused(self) -> "CorrectionQuerySet":
        """Select the corrections that the text in force does not need, or has no place for."""
        return self.exclude(state=CorrectionState.APPLIED)


class Correction(models.Model):
    """A manual correction of a heading, of words or of the division into paragraphs, applied at every reading.

    ``values`` are arguments for ``resolutions.text.manual_corrections``: name and value of a ``field``, or the
    arguments of a ``TextCorrection`` or ``ParagraphCorrection``. Corrected citations are rows of ``Citation``.
    ``state`` is the outcome in the text in force; ``anchor`` is that of the paragraph with the corrected words.
    """

    TEXT = "text"
    ACTIONS = [
        ("field", _("标题事项")),
        (TEXT, _("文字")),
        ("change", _("段落类别")),
        ("split", _("拆分段落")),
        ("join", _("合并段落")),
    ]
    STATES = [
        (CorrectionState.APPLIED.value, _("沿用")),
        (CorrectionState.MOOT.value, _("已不需要")),
        (CorrectionState.LOST.value, _("未能沿用")),
    ]
    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections", verbose_name=_("文件"))
    action = models.CharField(_("更正"), max_length=10, choices=ACTIONS)
    values = models.JSONField(_("内容"), default=dict)
    state = models.CharField(_("现状"), max_length=10, choices=STATES, default=CorrectionState.APPLIED.value)
    anchor = models.CharField(_("段落锚点"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("操作者")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "人工更正")
        verbose_name_plural = pgettext_lazy("models", "人工更正")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.document} · {chinese_display(self, 'action')}"


class Change(models.Model):
    """A line of the audit log: one change of a document, as a Chinese sentence. Rows are only added.

    ``by_name`` is a copy of the user's name that survives the account. It is empty for the command line.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="changes", verbose_name=_("文件"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("操作者"))
    by_name = models.CharField(_("操作者姓名"), max_length=150, blank=True)
    what = models.TextField(_("改动"))

    class Meta:
        verbose_name = pgettext_lazy("model", "改动记录")
        verbose_name_plural = pgettext_lazy("models", "改动记录")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.document} · {self.what}"
