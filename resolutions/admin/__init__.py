"""The staff's desk in Django's admin; a file comes in by 上传文件, everything else is looked at."""

from django.contrib import admin

from resolutions.admin import documents, records, reports

__all__ = ["documents", "records", "reports"]

admin.site.site_header = "安理会决议文库 · 编辑台"
admin.site.site_title = "编辑台"
admin.site.index_title = "收录与核对"
