"""manage.py index: compare the search index with the database, repair it, or build it anew."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from resolutions.models import Document
from search import indexing


class Command(BaseCommand):
    help = "检查、修复或重建检索索引。"

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--check", action="store_true", help="与数据库核对；不一致时以非零状态结束")
        what.add_argument("--repair", action="store_true", help="补上缺少的，去掉多余的；词典改过则重建")
        what.add_argument("--rebuild", action="store_true", help="在旁边重建，完成后一次切换")

    def handle(self, *args, **options):
        if options["check"]:
            return self._check()
        with tqdm(total=Document.objects.held().count(), unit="份", disable=None) as bar:
            if options["rebuild"]:
                indexing.rebuild_from_database(bar.update)
                self.stdout.write(f"索引已重建：{bar.total} 份文件。")
            else:
                self._report("已修复", indexing.repair_index(bar.update))

    def _check(self):
        found = indexing.find_differences()
        self._report("发现", found)
        if found:
            raise CommandError("索引与数据库不一致；请运行 manage.py index --repair。")

    def _report(self, verb: str, found: indexing.IndexDifferences):
        if not found:
            self.stdout.write("索引与数据库一致。")
            return
        counts = f"缺 {len(found.missing)} 份，过时 {len(found.outdated)} 份，多余 {len(found.surplus)} 份"
        self.stdout.write(f"{verb}：{found.reason}{counts}。")
