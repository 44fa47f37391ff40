"""The text of the Charter, loaded by an operator from a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CharterArticle(models.Model):
    """An article of the Charter as the operator's file prints it, without its heading."""

    number = models.PositiveSmallIntegerField(_("条"), primary_key=True)
    text = models.TextField(_("文本"))

    class Meta:
        verbose_name = pgettext_lazy("model", "宪章条文")
        verbose_name_plural = pgettext_lazy("models", "宪章条文")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the label that citations use, as ``art.39``."""
        return f"art.{self.number}"
