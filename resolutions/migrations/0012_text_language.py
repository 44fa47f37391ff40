from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the language of a text; ``manage.py repair`` fills it for texts stored before."""

    dependencies = [("resolutions", "0011_index_updates")]

    operations = [
        migrations.AddField(
            model_name="textversion",
            name="language",
            field=models.CharField(blank=True, default="", max_length=8, verbose_name="语言"),
            preserve_default=False,
        ),
    ]
