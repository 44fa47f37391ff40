"""Pages of the desk in Django's admin: upload, review, correct, publish (see ``resolutions.desk``)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from resolutions.admin import accounts, catalogue, documents, records
from resolutions.admin.lists import add_languages_to_lists
from resolutions.admin.login_form import LoginForm

__all__ = ["accounts", "catalogue", "documents", "records"]

admin.site.site_header = gettext_lazy("安理会决议文库 · 编辑后台")
admin.site.site_title = gettext_lazy("编辑后台")
admin.site.index_title = gettext_lazy("工作清单")
admin.site.index_template = "admin/desk/worklist.html"
admin.site.enable_nav_sidebar = False  # the pages need the width; the desk has its own navigation bar
admin.site.login_form = LoginForm
admin.site.login_template = "admin/desk/login.html"
add_languages_to_lists(admin.site)  # after all models above and in apps that are installed before this one
