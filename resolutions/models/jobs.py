"""Jobs: work that takes long and runs outside of requests (docs/decisions/jobs.md)."""

from django.conf import settings
from django.db import models
from django.db.models import Case, When


class JobKind(models.TextChoices):
    """Kind of a job; ``settings.JOB_HANDLERS`` names the function of each."""

    UPLOAD = "upload", "读取上传文件"
    LOAD = "load", "导入数据集"
    FETCH = "fetch", "从联合国取文件"
    INDEX = "index", "重建检索索引"
    CATALOGUE = "catalogue", "导入目录数据"
    BATCH = "batch", "读取一批文件"
    PUBLISH = "publish", "发布文件"
    PURGE = "purge", "清除已丢弃的文件"
    RECOGNITION = "ocr", "识别扫描页"


class JobState(models.TextChoices):
    """State of a job."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


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

    kind = models.CharField("种类", max_length=10, choices=JobKind.choices)
    title = models.CharField("内容", max_length=200)
    arguments = models.JSONField("参数", default=dict)
    key = models.CharField("标识", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    log = models.TextField("记录", blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    is_cancel_requested = models.BooleanField("要求取消", default=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="发起人"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
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
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def is_unfinished(self) -> bool:
        """True while the job waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def percent(self) -> int | None:
        """Share of the work that is done; None when the total is unknown."""
        return min(100, 100 * self.done // self.total) if self.total else None
