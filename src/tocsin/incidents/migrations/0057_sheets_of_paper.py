"""A report written on paper has the code of its sheet, so that it is keyed in once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0056_wall_around_earlier_logs")]
    operations = [
        migrations.AddField("report", "sheet", models.CharField(max_length=12, null=True)),
        migrations.AddConstraint(
            "report",
            models.UniqueConstraint(
                fields=["school", "sheet"],
                condition=models.Q(sheet__isnull=False),
                name="sheet_of_paper_is_keyed_once",
            ),
        ),
    ]
