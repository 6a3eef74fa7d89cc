"""A duty knows since when it is there, so that nobody is warned right after being told of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0011_watch_what_is_open")]
    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="arisen_at",
            field=models.DateTimeField(null=True),
        )
    ]
