from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the address of a file that was fetched and waits at the desk for the recognition of its pages."""

    dependencies = [("resolutions", "0026_name_of_link_reports")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="source_url",
            field=models.URLField(blank=True, default="", max_length=500, verbose_name="取自"),
            preserve_default=False,
        ),
    ]
