"""Jobs: work that takes long and runs outside of requests (docs/decisions/jobs.md)."""

from django.conf import settings
from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices, chinese_display


class JobKind(Choices):
    """Kind of a job; ``settings.JOB_HANDLERS`` names the function of each."""

    UPLOAD = "upload", _("读取上传文件")
    LOAD = "load", _("导入数据集")
    FETCH = "fetch", _("从联合国取文件")
    INDEX = "index", _("重建检索索引")
    CATALOGUE = "catalogue", _("导入目录数据")
    BATCH = "batch", _("读取一批文件")
    PUBLISH = "publish", _("发布文件")
    PURGE = "purge", _("清除已丢弃的文件")
    RECOGNITION = "ocr", _("识别扫描页")


class JobState(Choices):
    """State of a job."""

    WAITING = "waiting", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("失败")
    CANCELLED = "cancelled", _("已取消")


class JobQuerySet(models.QuerySet["Job"]):
    """Selections of jobs."""

    def unfinished(self) -> "JobQuerySet":
        """Select the jobs that wait or run."""
        return self.filter(state__in=(JobState.WAITING, JobState.RUNNING))

    def unfinished_first(self) -> "JobQuerySet":
        """Order the running jobs first, then the waiting ones, then the ended ones; the newest first among equals."""
        ranks = [When(state=JobState.RUNNING, then=0), When(state=JobState.WAITING, then=1)]
        return self.order_by(Case(*ranks, default=2), "-pk")


class Job(models.Model):
    """One job: what is to be done, how far it is, and what it said.

    ``arguments`` are those of the function, as JSON. ``key`` is equal for jobs that would do the same: a new one is not
    started while one of them is unfinished. ``done`` and ``total`` count units of the job, ``total`` is 0 when
    unknown. ``log`` has a line for each message. ``attempts`` counts the starts: a job is started again when its
    process was killed.
    """

    kind = models.CharField(_("种类"), max_length=10, choices=JobKind.choices)
    title = models.CharField(_("内容"), max_length=200)
    arguments = models.JSONField(_("参数"), default=dict)
    key = models.CharField(_("标识"), max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("总数"), default=0)
    log = models.TextField(_("记录"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    is_cancel_requested = models.BooleanField(_("要求取消"), default=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("发起人")
    )
    created_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    started_at = models.DateTimeField(_("开始时间"), null=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "后台任务")
        verbose_name_plural = pgettext_lazy("models", "后台任务")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state"], name="job_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state__in=["waiting", "running"]) & ~models.Q(key=""),
                name="job_key_unfinished_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{chinese_display(self, 'kind')}：{self.title}"

    @property
    def is_unfinished(self) -> bool:
        """True while the job waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def percent(self) -> int | None:
        """Share of the work that is done; None when the total is unknown."""
        return min(100, 100 * self.done // self.total) if self.total else None
