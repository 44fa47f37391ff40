"""Similar paragraphs of different documents, derived from their texts."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.texts import Paragraph


class ParagraphSketch(models.Model):
    """MinHash bands of a paragraph, in a separate table so that pages do not fetch them."""

    paragraph = models.OneToOneField(
        Paragraph, models.CASCADE, primary_key=True, related_name="sketch", verbose_name=_("段落")
    )
    bands = ArrayField(models.BigIntegerField(), verbose_name=_("特征"))

    class Meta:
        verbose_name = pgettext_lazy("model", "段落特征")
        verbose_name_plural = pgettext_lazy("models", "段落特征")
        indexes = [GinIndex(fields=["bands"], name="sketch_by_band")]

    def __str__(self) -> str:
        return str(self.paragraph)


class SimilarParagraph(models.Model):
    """A pair of paragraphs of two documents with similar wording; ``likeness`` is from 0 to 1."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="similar", verbose_name=_("段落"))
    other = models.ForeignKey(Paragraph, models.CASCADE, related_name="+", verbose_name=_("相近段落"))
    likeness = models.FloatField(_("相近程度"))

    class Meta:
        verbose_name = pgettext_lazy("model", "相近段落")
        verbose_name_plural = pgettext_lazy("models", "相近段落")
        ordering = ["-likeness"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "other"], name="similar_pair_unique")]

    def __str__(self) -> str:
        return f"{self.paragraph} ≈ {self.other}"
