"""The text of a document: original file, text versions, paragraphs."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.documents import Document
from resolutions.models.text_sources import TextOrigin, TextQuality
from resolutions.models.visibility import Status
from resolutions.text.parsed import ParagraphKind


class SourceFileQuerySet(models.QuerySet["SourceFile"]):
    """Selections of originals."""

    def in_force(self) -> "SourceFileQuerySet":
        """Select the original of the text in force of each document; the others were replaced or wait in reserve."""
        return self.filter(pk__in=TextVersion.objects.filter(is_in_force=True).values("source"))

    def published(self) -> "SourceFileQuerySet":
        """Select the originals that readers may download: those in force, of published documents."""
        return self.in_force().filter(document__status=Status.PUBLISHED)


class SourceFile(models.Model):
    """An original file: its bytes as received, stored under their SHA-256 and never changed.

    ``url`` is the address that it came from, ``licence`` the words of its terms; both are empty when unknown.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="sources", verbose_name=_("文件"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("文件名"), max_length=255)
    media_type = models.CharField(_("媒体类型"), max_length=100)
    size = models.PositiveIntegerField(_("字节数"))
    file = models.FileField(_("原件"), max_length=255)
    origin = models.CharField(_("来源"), max_length=12, choices=TextOrigin.choices, default=TextOrigin.UPLOAD)
    url = models.CharField(_("取自网址"), max_length=500, blank=True)
    licence = models.CharField(_("许可"), max_length=200, blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("上传者")
    )

    objects = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "原件")
        verbose_name_plural = pgettext_lazy("models", "原件")

    def __str__(self) -> str:
        return self.name


class TextVersion(models.Model):
    """A text extracted from a source file. One version of a document is in force; the others are its history.

    A newer version that is not in force is a text of no better quality from another source, kept in reserve, or with
    ``is_draft`` a new version of a published text that waits for an editor.
    ``reader`` is the version of the reader that parsed it last.
    ``digest`` is the SHA-256 of the parsed document: when it is unchanged there is nothing to write.
    ``sketch`` finds nearly equal texts (``resolutions.comparison.sketch``).
    ``links`` are the URLs of the file's links.
    ``notes`` are the warnings of the extraction, as Chinese sentences for the editor.
    ``language`` is the one of ``ParsedDocument``; empty when the text was stored before languages were told.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name=_("文件"))
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="versions", verbose_name=_("原件"))
    text = models.TextField(_("文本"))
    reader = models.CharField(_("读取程序"), max_length=40)
    digest = models.CharField(_("读取结果摘要"), max_length=64, blank=True)
    sketch = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name=_("文本特征"))
    links = models.JSONField(_("文件中的链接"), default=list, blank=True)
    notes = models.JSONField(_("取出文本时的提示"), default=list, blank=True)
    language = models.CharField(_("语言"), max_length=8, blank=True)
    quality = models.CharField(_("质量"), max_length=10, choices=TextQuality.choices, default=TextQuality.OFFICIAL)
    is_in_force = models.BooleanField(_("现行"), default=True)
    is_draft = models.BooleanField(_("待发布"), default=False)
    reason = models.CharField(_("缘由"), max_length=200)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("操作者")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "文本版本")
        verbose_name_plural = pgettext_lazy("models", "文本版本")
        ordering = ["-is_in_force", "-id"]
        indexes = [GinIndex(fields=["sketch"], name="version_by_sketch")]
        constraints = [
            models.UniqueConstraint(fields=["document"], condition=Q(is_in_force=True), name="version_in_force_unique")
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.reason}"


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    """Paragraphs have no default order, so that aggregates and subqueries do not sort them."""

    def in_reading_order(self) -> "ParagraphQuerySet":
        """Order by document and position in it."""
        return self.order_by("document_id", "order")

    def nearest_label(self, label: str) -> str:
        """Return ``label``, or that of the paragraph which contains it as a part of its sentence; one query.

        Empty when there is no such paragraph: 20(z) of a paragraph 20 that has sub-paragraphs of its own.
        """
        top = label.partition("(")[0]
        labels = set(self.filter(Q(label=top) | Q(label__startswith=f"{top}(")).values_list("label", flat=True))
        while label not in labels and "(" in label:
            label = label.rpartition("(")[0]
            if any(other.startswith(f"{label}(") for other in labels):
                return ""
        return label if label in labels else ""


class Paragraph(models.Model):
    """One paragraph of a document; ``lead``, ``level``, ``marks`` and ``rows`` are those of ``ParsedParagraph``."""

    KINDS = [
        (ParagraphKind.HEADING, pgettext_lazy("kind of paragraph", "标题")),
        (ParagraphKind.PREAMBLE, pgettext_lazy("kind of paragraph", "序言")),
        (ParagraphKind.OPERATIVE, pgettext_lazy("kind of paragraph", "执行部分")),
        (ParagraphKind.SUB, pgettext_lazy("kind of paragraph", "分段")),
        (ParagraphKind.ANNEX, pgettext_lazy("kind of paragraph", "附件")),
        (ParagraphKind.FOOTNOTE, pgettext_lazy("kind of paragraph", "脚注")),
        (ParagraphKind.TABLE, pgettext_lazy("kind of paragraph", "表格")),
        (ParagraphKind.BODY, pgettext_lazy("kind of paragraph", "正文")),
    ]
    document = models.ForeignKey(Document, models.CASCADE, related_name="paragraphs", verbose_name=_("文件"))
    order = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("类别"), max_length=12, choices=KINDS)
    label = models.CharField(_("段号"), max_length=40)
    anchor = models.CharField(_("锚点"), max_length=40)
    text = models.TextField(_("文本"))
    lead = models.PositiveSmallIntegerField(_("段号字数"), default=0)
    level = models.PositiveSmallIntegerField(_("层级"), default=0)
    marks = models.JSONField(_("脚注标记"), default=list, blank=True)
    rows = models.JSONField(_("表格行"), default=list, blank=True)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "段落")
        verbose_name_plural = pgettext_lazy("models", "段落")
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="paragraph_order_unique"),
            models.UniqueConstraint(fields=["document", "anchor"], name="paragraph_anchor_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.label}"

    def get_absolute_url(self) -> str:
        """Return the path of the document with the paragraph's anchor."""
        return f"{self.document.get_absolute_url()}#{self.anchor}"
