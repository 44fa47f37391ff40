"""Jobs: queued with the transaction that asks, run once at a time, told step by step, cancelled, repeated."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from resolutions.admin import jobs
from resolutions.advisory_lock import try_lock
from resolutions.jobs import progress, queue, runner
from resolutions.jobs.pruning import prune_jobs
from resolutions.models import Job, JobKind, JobState
from tests.jobs import handlers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queued_in_the_database(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.JOB_HANDLERS = {"index": "tests.jobs.handlers.count"}
    monkeypatch.setattr(progress, "WRITE_INTERVAL", 0)
    # The worker would close the connection that holds the test's transaction, and take the signals of pytest.
    worker = "django_tasks_db.management.commands.db_worker"
    monkeypatch.setattr(f"{worker}.close_old_connections", lambda: None)
    monkeypatch.setattr(f"{worker}.Worker.configure_signals", lambda self: None)
    handlers.calls.clear()


def start(key: str = "", **arguments) -> Job:
    return queue.start_job(JobKind.INDEX, "试验", arguments, key=key)


def work(job: Job) -> Job:
    """Run the worker until the queue is empty."""
    call_command("run_jobs", "--batch")
    job.refresh_from_db()
    return job


def lines(job: Job) -> list[str]:
    return [line.partition(" ")[2] for line in job.log.splitlines()]


@pytest.mark.parametrize(
    "arguments, state, done, log",
    [
        ({}, "done", 3, ["第一步", "数到三"]),
        ({"fail": "坏了\n第二行"}, "failed", 0, ["第一步", "失败：坏了 第二行"]),
        ({"cancel": True}, "cancelled", 3, ["第一步", "已取消，已经做完的部分保留。"]),
        ({"again": True}, "done", 3, ["第一步", "数到三"]),  # another worker leaves a running job alone
        ({"unknown": 1}, "failed", 0, ["失败：count() got an unexpected keyword argument 'unknown'"]),
    ],
)
def test_a_job_ends_with_its_state_and_its_log(arguments, state, done, log):
    job = start(**arguments)
    assert job.state == "waiting"
    job = work(job)
    assert (job.state, job.done, lines(job), job.attempts) == (state, done, log, 1)
    assert job.started_at <= job.finished_at and handlers.calls in (["started"], [])


def test_a_failed_job_is_run_again_on_request_and_an_ended_one_is_not():
    job = work(start(fail="坏了"))
    queue.retry_job(job.pk)
    job = work(job)
    assert (job.state, lines(job)[1:]) == ("done", ["失败：坏了", "第一步", "数到三"])
    queue.retry_job(job.pk)
    queue.cancel_job(job.pk)
    assert work(job).state == "done" and len(handlers.calls) == 2


def test_a_waiting_job_that_is_cancelled_never_runs():
    job = start()
    queue.cancel_job(job.pk)
    assert work(job).state == "cancelled" and handlers.calls == []


def test_a_second_request_for_the_same_work_gives_the_unfinished_job():
    first = start("重建")
    assert start("重建") == first and start("另一个") != first and start() != start()
    queue.cancel_job(first.pk)
    later = start("重建")
    queue.retry_job(first.pk)
    first.refresh_from_db()
    assert later != first and first.state == "cancelled"


def test_a_job_whose_process_was_killed_continues_and_one_that_runs_is_left_alone():
    job = start()
    DBTaskResult.objects.all().delete()  # the killed worker had claimed it
    Job.objects.update(state=JobState.RUNNING, attempts=1)
    with try_lock(f"job {job.pk}"):
        assert runner.requeue_interrupted() == 0
    assert runner.requeue_interrupted() == 1
    job = work(job)
    assert (job.state, lines(job)[0], job.attempts) == ("done", "上次运行被中断，从停下的地方继续。", 2)


def test_a_job_that_kills_its_process_again_and_again_is_given_up():
    job = start()
    Job.objects.update(state=JobState.RUNNING, attempts=runner.MAX_ATTEMPTS)
    assert work(job).state == "failed" and handlers.calls == []


def test_the_queue_is_in_the_transaction_of_the_request():
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before_the_request")
        start()
        cursor.execute("ROLLBACK TO SAVEPOINT before_the_request")
    assert not Job.objects.exists() and not DBTaskResult.objects.exists()


def test_a_log_keeps_its_newest_lines(monkeypatch):
    monkeypatch.setattr(progress, "MAX_LOG_LENGTH", 30)
    job = start()
    for number in range(9):
        progress.JobProgress(job.pk).say(f"第{number}行")
    job.refresh_from_db()
    assert len(job.log) == 30 and job.log.endswith("第8行\n")


def end(state: JobState, days: int) -> Job:
    """Return a job that came into this state ``days`` ago."""
    job = start()
    at = timezone.now() - timedelta(days=days)
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=at, created_at=at)
    return job


def test_old_jobs_are_deleted_failed_ones_later_and_unfinished_ones_never():
    kept = [
        end(JobState.DONE, 29), end(JobState.FAILED, 31), end(JobState.FAILED, 179), end(JobState.CANCELLED, 29),
        end(JobState.WAITING, 400), end(JobState.RUNNING, 400),
    ]  # fmt: skip
    for state, days in ((JobState.DONE, 31), (JobState.CANCELLED, 31), (JobState.FAILED, 181)):
        end(state, days)
    DBTaskResult.objects.all().delete()
    waiting = start()
    entries = [("FAILED", 8), ("SUCCESSFUL", 6), ("RUNNING", 8), ("RUNNING", 6), ("READY", 400)]
    for status, days in entries:
        end(JobState.DONE, 1)
        latest = DBTaskResult.objects.order_by("-enqueued_at").first()
        at = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(pk=latest.pk).update(status=status, started_at=at, finished_at=at)
    assert prune_jobs() == 3
    assert set(Job.objects.values_list("pk", flat=True)) >= {job.pk for job in (*kept, waiting)}
    left = sorted(DBTaskResult.objects.values_list("status", flat=True))
    assert left == ["READY", "READY", "RUNNING", "SUCCESSFUL"]
    assert prune_jobs() == 0 and work(waiting).state == "done"


def test_the_list_shows_unfinished_jobs_first_and_those_of_one_state(admin_client, monkeypatch):
    monkeypatch.setattr(jobs, "_JOBS_PER_PAGE", 3)
    running, waiting = end(JobState.RUNNING, 0), end(JobState.WAITING, 0)
    ended = [end(JobState.DONE, 0), end(JobState.FAILED, 0), end(JobState.DONE, 0)]
    for query, shown, reloads in [
        ("", [running, waiting, ended[2]], True),
        ("?page=2", [ended[1], ended[0]], False),
        ("?page=99", [ended[1], ended[0]], False),
        ("?state=done", [ended[2], ended[0]], False),
        ("?state=failed", [ended[1]], False),
        ("?state=nothing", [running, waiting, ended[2]], True),
    ]:
        page = admin_client.get(f"{reverse('admin:resolutions_document_jobs')}{query}")
        assert list(page.context["page"]) == shown, query
        assert ('http-equiv="refresh"' in page.content.decode()) == reloads, query
        assert "失败 1" in page.content.decode() and "已取消 " not in page.content.decode()


@pytest.mark.parametrize(
    "state, attempts, runs, ends",
    [
        (JobState.WAITING, 0, 1, "done"),
        (JobState.RUNNING, 1, 1, "done"),  # its worker was killed
        (JobState.RUNNING, runner.MAX_ATTEMPTS, 0, "failed"),
        (JobState.DONE, 1, 0, "done"),  # its worker was killed after the end, before it told the queue
        (JobState.FAILED, 1, 0, "failed"),
        (JobState.CANCELLED, 0, 0, "cancelled"),
    ],
)
def test_a_job_with_several_entries_in_the_queue_runs_at_most_once(state, attempts, runs, ends):
    job = start()
    Job.objects.update(state=state, attempts=attempts)
    runner.run_job.enqueue(job.pk)
    assert runner.requeue_interrupted() == (state == JobState.RUNNING)
    job = work(job)
    assert (job.state, len(handlers.calls), DBTaskResult.objects.ready().count()) == (ends, runs, 0)
    assert runner.requeue_interrupted() == 0


@pytest.fixture
def lanes(settings):
    settings.JOB_HANDLERS = {
        "ocr": "tests.jobs.handlers.step_aside",
        "publish": "tests.jobs.handlers.publish",
        "index": "tests.jobs.handlers.publish",
    }


def test_a_long_recognition_lets_every_other_job_pass_after_each_page(lanes, monkeypatch):
    scan = queue.start_job(JobKind.RECOGNITION, "长扫描件", {"pages": 8})
    others = {2: (JobKind.PUBLISH, "publish"), 5: (JobKind.INDEX, "index")}

    class Calls(list):
        def append(self, call):
            super().append(call)
            if call.startswith("page") and (kind := others.get(int(call[5:]))):
                queue.start_job(kind[0], kind[1], {"name": kind[1]})

    monkeypatch.setattr(handlers, "calls", Calls())
    scan = work(scan)
    assert [call for call in handlers.calls if not call.startswith("page")] == ["publish", "index"]
    assert handlers.calls.index("publish") == 2 and handlers.calls.index("index") == 6
    assert [call for call in handlers.calls if call.startswith("page")] == [f"page {n}" for n in range(1, 9)]
    assert (scan.state, scan.attempts, lines(scan)) == ("done", 1, ["8 页"])


def test_jobs_that_editors_wait_for_go_first(lanes):
    for kind, name in ((JobKind.INDEX, "index"), (JobKind.PUBLISH, "publish")):
        last = queue.start_job(kind, name, {"name": name})
    queue.start_job(JobKind.RECOGNITION, "扫描件", {"pages": 1})
    work(last)
    assert handlers.calls == ["publish", "index", "page 1"]


def test_two_recognitions_do_not_make_way_for_each_other(lanes):
    first = queue.start_job(JobKind.RECOGNITION, "甲", {"pages": 3})
    queue.start_job(JobKind.RECOGNITION, "乙", {"pages": 3})
    assert work(first).attempts == 1 and handlers.calls == ["page 1", "page 2", "page 3"]


def test_a_worker_that_is_killed_while_a_job_makes_way_loses_nothing(lanes, monkeypatch):
    scan = queue.start_job(JobKind.RECOGNITION, "长扫描件", {"pages": 2})
    Job.objects.create(kind=JobKind.PUBLISH, title="等待", arguments={"name": "publish"})
    monkeypatch.setattr(runner, "_queue_again", lambda job: None)  # killed before that
    work(scan)
    assert Job.objects.get(pk=scan.pk).state == "running"
    monkeypatch.undo()
    assert runner.requeue_interrupted() == 1
