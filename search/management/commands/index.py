"""``manage.py index``: compare the search index with the database, repair it, or rebuild it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from resolutions.models import Document
from search import indexing


class Command(BaseCommand):
    """Run one of ``--check``, ``--repair`` and ``--rebuild``. ``--check`` exits non-zero when something differs."""

    help = "检查、修复或重建检索索引。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Require exactly one of the three actions."""
        action = parser.add_mutually_exclusive_group(required=True)
        action.add_argument("--check", action="store_true", help="与数据库核对；不一致时以非零状态结束")
        action.add_argument("--repair", action="store_true", help="补上缺少的，去掉多余的；词典改过则重建")
        action.add_argument("--rebuild", action="store_true", help="在旁边重建，完成后一次切换")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action; a progress bar is shown on a terminal."""
        if options["check"]:
            self._check()
            return
        with tqdm(total=Document.objects.held().count(), unit="份", disable=None) as bar:
            if options["rebuild"]:
                indexing.rebuild_from_database(bar.update)
                self.stdout.write(f"索引已重建：{bar.total} 份文件。")
            else:
                self._report("已修复", indexing.repair_index(bar.update))

    def _check(self) -> None:
        differences = indexing.find_differences()
        self._report("发现", differences)
        if differences:
            raise CommandError("索引与数据库不一致；请运行 manage.py index --repair。")

    def _report(self, verb: str, differences: indexing.IndexDifferences) -> None:
        if not differences:
            self.stdout.write("索引与数据库一致。")
            return
        missing, outdated, surplus = map(len, (differences.missing, differences.outdated, differences.surplus))
        counts = f"缺 {missing} 份，过时 {outdated} 份，多余 {surplus} 份"
        self.stdout.write(f"{verb}：{differences.reason}{counts}。")
