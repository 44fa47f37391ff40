"""Requests of one client address that one machine has counted, told to the other machines."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestCount(models.Model):
    """The count of a machine for an address in one window of time; only of addresses that ask often.

    ``address`` is a keyed hash. The daily clean-up deletes old rows.
    """

    scope = models.CharField(_("范围"), max_length=20)
    address = models.CharField(_("地址"), max_length=64)
    machine = models.CharField(_("机器"), max_length=64)
    window_number = models.BigIntegerField(_("时段"))
    count = models.IntegerField(_("次数"))
    counted_at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "请求次数")
        verbose_name_plural = pgettext_lazy("models", "请求次数")
        constraints = [models.UniqueConstraint(fields=["scope", "address", "machine"], name="request_count_of_machine")]

    def __str__(self) -> str:
        return f"{self.scope} {self.count}"
