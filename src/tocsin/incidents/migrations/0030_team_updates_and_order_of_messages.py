"""When the team of an incident last heard how it stands, and the order of messages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0021_wall_around_reporters"),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="team_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="team_updated_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="number",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
