"""A person may do without the weekly message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0081_calendar_feed")]
    operations = [
        migrations.AddField(
            model_name="person", name="digest_ended_at", field=models.DateTimeField(null=True)
        )
    ]
