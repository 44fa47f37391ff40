"""Pages of originals: the places of a text on them, and the text that was recognised on their pictures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.texts import TextVersion


class TextLayout(models.Model):
    """The places of a text version on the pages of its original.

    ``places`` are the values of ``resolutions.sources.text_places.TextPlace`` in the order of the text. They are not
    columns of the version, because lists of versions would load them.
    """

    version = models.OneToOneField(
        TextVersion, models.CASCADE, primary_key=True, related_name="layout", verbose_name=_("文本版本")
    )
    places = models.JSONField(_("各行在页面上的位置"), default=list)

    class Meta:
        verbose_name = pgettext_lazy("model", "文本的位置")
        verbose_name_plural = pgettext_lazy("models", "文本的位置")

    def __str__(self) -> str:
        return str(self.version)


class PageRecognition(models.Model):
    """The text recognised on one page of a file, whatever becomes of the file.

    ``lines`` are the values of ``resolutions.sources.recognized_page.RecognizedPage``. ``engine`` and ``script`` name
    the program and the model that it used.
    """

    sha256 = models.CharField("SHA-256", max_length=64)
    page = models.PositiveIntegerField(_("页"))
    engine = models.CharField(_("识别程序"), max_length=20)
    script = models.CharField(_("字库"), max_length=20, blank=True)
    lines = models.JSONField(_("识别结果"), default=dict)
    recognized_at = models.DateTimeField(_("识别时间"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "识别的页")
        verbose_name_plural = pgettext_lazy("models", "识别的页")
        constraints = [models.UniqueConstraint(fields=["sha256", "page"], name="page_recognition_unique")]

    def __str__(self) -> str:
        return f"{self.sha256[:10]} · {self.page}"
