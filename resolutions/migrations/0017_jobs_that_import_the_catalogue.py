from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the kind of jobs that import a file of the Library."""

    dependencies = [
        ("resolutions", "0016_jobs"),
    ]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("upload", "读取上传文件"),
                    ("load", "导入数据集"),
                    ("fetch", "从联合国取文件"),
                    ("index", "重建检索索引"),
                    ("catalogue", "导入目录数据"),
                ],
                max_length=10,
                verbose_name="种类",
            ),
        ),
    ]
