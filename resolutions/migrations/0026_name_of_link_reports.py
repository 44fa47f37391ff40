"""The name of readers' reports at the desk is that of the button that sends them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0025_request_counts")]
    operations = [
        migrations.AlterModelOptions(
            name="linkreport",
            options={"ordering": ["-id"], "verbose_name": "链接纠错", "verbose_name_plural": "链接纠错"},
        )
    ]
