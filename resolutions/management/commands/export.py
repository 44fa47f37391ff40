"""``manage.py export [FOLDER]`` writes the bulk files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resolutions.exports.bulk import bulk_folder


class Command(BaseCommand):
    help = "把全部文件、段落和引用写成数据文件，附数据字典和校验值；同样的数据写出同样的字节。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, metavar="FOLDER", help="写入的文件夹；不写则放在数据页可下载处"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["folder"] or bulk_folder.default_folder()
        try:
            written = bulk_folder.write_bulk_files(target, self._report_progress)
        except OSError as error:
            raise CommandError(f"不能写入 {target}：{error.strerror}") from error
        for file in written:
            counts = "、".join(f"{name} {count}" for name, count in file.counts.items())
            self.stdout.write(f"{file.name}：{file.size} 字节" + (f"，{counts}" if counts else ""))
        self.stdout.write(f"已写入 {target}。")

    def _report_progress(self, name: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{name} …")
