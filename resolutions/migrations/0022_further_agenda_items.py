from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the further agenda items of a resolution that was adopted under several."""

    dependencies = [
        ("resolutions", "0021_places_and_recognized_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="catalogueentry",
            name="further_items",
            field=models.ManyToManyField(
                blank=True,
                related_name="further_entries",
                to="resolutions.agendaitem",
                verbose_name="其他议程项目",
            ),
        ),
    ]
