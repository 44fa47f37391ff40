from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"
