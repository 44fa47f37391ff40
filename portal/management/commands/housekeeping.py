"""``manage.py housekeeping``: remove expired sessions, login attempts and cache files."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.housekeeping import clean_up


class Command(BaseCommand):
    """Clean up once; the server does so by itself once a day."""

    help = "清除过期的会话、登录记录和缓存文件；服务器每天自行运行一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean up and print counts."""
        removed = clean_up()
        if removed is None:
            self.stdout.write("另一个进程正在清理。")
            return
        self.stdout.write(
            f"已清除：会话 {removed.sessions} 个，登录记录 {removed.login_attempts} 条，"
            f"缓存文件 {removed.cache_files} 个。"
        )
