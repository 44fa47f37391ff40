"""Paragraphs that say the same in Chinese and another language, as the search and the look-up of terms read them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Replace
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.translations import Translation, TranslationState
from resolutions.models.visibility import Status
from resolutions.text.english_words import JOINED

ENGLISH_CONFIGURATION = "english"  # of PostgreSQL's full-text search: its stemmer and its list of common words
# Common words take positions and no space in a vector. A phrase of stems leaves out as many words as it has common ones
# in a row, which are fewer. A barrier between passages is two signs.
_BARRIER_WORDS = " a" * 40


class ParagraphPairQuerySet(models.QuerySet["ParagraphPair"]):
    """Selections of pairs."""

    def shown(self) -> "ParagraphPairQuerySet":
        """Select the pairs of published English texts of published documents."""
        return self.filter(
            translation__language="en",
            translation__state=TranslationState.PUBLISHED,
            translation__document__status=Status.PUBLISHED,
        )


class ParagraphPair(models.Model):
    """A row of ``Translation.pairs`` with its words, written whenever the pairs are found.

    ``chinese`` is the folded Chinese text (``resolutions.text.fold``), empty where no Chinese paragraph says the same.
    ``words`` are the English words between blanks (``resolutions.text.english_words``), ``vector`` their stems, which
    PostgreSQL keeps, those of different passages far apart. ``chinese_ids`` and ``english_ids`` are the paragraphs, in
    reading order. ``anchor`` is that of the page of both languages.
    """

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="paragraph_pairs", verbose_name=_("文本"))
    position = models.PositiveIntegerField(_("次序"))
    anchor = models.CharField(_("锚点"), max_length=40, blank=True)
    chinese = models.TextField(_("中文"))
    words = models.TextField(_("英文词"))
    chinese_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    english_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    vector = models.GeneratedField(
        expression=SearchVector(
            Replace("words", Value(JOINED), Value(_BARRIER_WORDS), output_field=models.TextField()),
            config=ENGLISH_CONFIGURATION,
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ParagraphPairQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "对照段落")
        verbose_name_plural = pgettext_lazy("models", "对照段落")
        constraints = [models.UniqueConstraint(fields=["translation", "position"], name="paragraph_pair_unique")]
        indexes = [GinIndex(fields=["vector"], name="paragraph_pair_vector")]

    def __str__(self) -> str:
        return f"{self.translation} {self.position}"
