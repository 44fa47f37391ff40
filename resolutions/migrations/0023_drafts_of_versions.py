from django.db import migrations, models


class Migration(migrations.Migration):
    """Mark the texts that wait beside a published one until an editor publishes them."""

    dependencies = [
        ("resolutions", "0022_further_agenda_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="textversion",
            name="is_draft",
            field=models.BooleanField(default=False, verbose_name="待发布"),
        ),
    ]
