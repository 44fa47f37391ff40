"""The text of a document in another language than Chinese, beside the Chinese one.

Tables of their own, so that no query, count or index of the Chinese text ever meets another language
(docs/decisions/other-languages.md).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices, chinese_display
from resolutions.models.documents import Document
from resolutions.models.texts import Paragraph, SourceFile
from resolutions.models.visibility import Status


class TranslationState(Choices):
    """State of a text in another language; readers see the published one of a published document."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")
    REPLACED = "replaced", _("已被替换")


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Selections of texts in other languages."""

    def shown(self) -> "TranslationQuerySet":
        """Select the texts that readers see."""
        return self.filter(state=TranslationState.PUBLISHED, document__status=Status.PUBLISHED)

    def undecided(self) -> "TranslationQuerySet":
        """Select the drafts that wait for an editor, newest first."""
        return self.filter(state=TranslationState.DRAFT).order_by("-id")


class Translation(models.Model):
    """A text of a document in the language ``language`` (ISO 639-1), extracted from ``source``.

    ``pairs`` are the paragraphs of both languages that say the same, by order: ``[[chinese…], [other…]]``.
    ``by_labels`` is False where the two number differently, so that the pairs are those of their content.
    ``aligned_with`` is the digest of the Chinese paragraphs that the pairs were found for.
    ``warnings`` are Chinese sentences for the editor.
    """

    LANGUAGES = [("en", _("英文"))]
    document = models.ForeignKey(Document, models.CASCADE, related_name="translations", verbose_name=_("文件"))
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="translations", verbose_name=_("原件"))
    language = models.CharField(_("语言"), max_length=8, choices=LANGUAGES)
    state = models.CharField(_("状态"), max_length=10, choices=TranslationState.choices, default=TranslationState.DRAFT)
    text = models.TextField(_("文本"))
    reader = models.CharField(_("读取程序"), max_length=40)
    title = models.CharField(_("标题"), max_length=500, blank=True)
    pairs = models.JSONField(_("段落对应"), default=list, blank=True)
    by_labels = models.BooleanField(_("按段号对应"), default=True)
    aligned_with = models.CharField(_("所对应的中文段落摘要"), max_length=64, blank=True)
    warnings = models.JSONField(_("读取提示"), default=list, blank=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("操作者")
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "其他语文文本")
        verbose_name_plural = pgettext_lazy("models", "其他语文文本")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "state"],
                condition=Q(state__in=("draft", "published")),
                name="translation_in_force_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {chinese_display(self, 'language')}本"


class TranslationParagraph(models.Model):
    """One paragraph of a text in another language; the columns are those of ``Paragraph``.

    ``citations`` are witnesses for those of the Chinese text and counted nowhere: each has ``start``, ``end``,
    ``target`` (a symbol), ``labels`` and ``is_counted``, False for a weak reference.
    """

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="paragraphs", verbose_name=_("文本"))
    order = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("类别"), max_length=12, choices=Paragraph.KINDS)
    label = models.CharField(_("段号"), max_length=40)
    anchor = models.CharField(_("锚点"), max_length=40)
    text = models.TextField(_("文本"))
    lead = models.PositiveSmallIntegerField(_("段号字数"), default=0)
    level = models.PositiveSmallIntegerField(_("层级"), default=0)
    citations = models.JSONField(_("引文"), default=list, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "其他语文段落")
        verbose_name_plural = pgettext_lazy("models", "其他语文段落")
        constraints = [
            models.UniqueConstraint(fields=["translation", "order"], name="translation_order_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.translation} {self.label}"
