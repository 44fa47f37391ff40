"""Files uploaded at the desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices
from resolutions.models.documents import Document


class UploadState(Choices):
    """State of an upload; ``HELD`` means that the portal already has the same bytes."""

    WAITING = "waiting", _("待读取")
    READ = "read", _("已读出")
    HELD = "held", _("早已收录")
    ASKED = "asked", _("待决定")
    REFUSED = "refused", _("已拒收")
    CANCELLED = "cancelled", _("已丢弃")


class Upload(models.Model):
    """One file uploaded at the desk, and its outcome.

    The row is written before the file is read, so that an upload interrupted by a crash can be resumed.
    The bytes are stored beside the originals until the file is refused, or was discarded thirty days ago.
    ``batch`` is the same for files uploaded together. ``given`` are values of the heading from their manifest, by the
    names of ``HEADING_LABELS``. ``discarded_at`` is set while a discarded file can be restored.
    ``source_url`` is the address that a file was fetched from, empty for one that an editor sent.
    ``symbol`` is the one the editor named; after reading it is the symbol in the text.
    ``document`` is the one the file was written to. While ``ASKED`` it is the one the file may be a version of.
    ``message`` gives the reason for the state, as a Chinese sentence for the editor.
    """

    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField(_("文件名"), max_length=255)
    size = models.PositiveIntegerField(_("字节数"))
    state = models.CharField(_("状态"), max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    symbol = models.CharField(_("指定文号"), max_length=120, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name=_("文件")
    )
    message = models.TextField(_("说明"), blank=True)
    batch = models.CharField(_("批次"), max_length=20, blank=True)
    given = models.JSONField(_("清单所载"), default=dict, blank=True)
    source_url = models.URLField(_("取自"), max_length=500, blank=True)
    discarded_at = models.DateTimeField(_("丢弃时间"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("上传者")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "上传")
        verbose_name_plural = pgettext_lazy("models", "上传")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state"], name="upload_by_state"),
            models.Index(fields=["batch", "state"], name="upload_by_batch"),
            models.Index(fields=["sha256"], name="upload_by_sha256"),
        ]

    def __str__(self) -> str:
        return self.name
