"""The text of the Charter, loaded by an operator from a file."""

from django.db import models


class CharterArticle(models.Model):
    """An article of the Charter as the operator's file prints it, without its heading."""

    number = models.PositiveSmallIntegerField("条", primary_key=True)
    text = models.TextField("文本")

    class Meta:
        verbose_name = verbose_name_plural = "宪章条文"

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the label that citations use, as ``art.39``."""
        return f"art.{self.number}"
