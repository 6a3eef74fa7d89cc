from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="job",
            name="job_by_state_and_time",
        ),
        migrations.AddField(
            model_name="job",
            name="room",
            field=models.CharField(default="", max_length=40),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                fields=["state", "room", "run_at", "id"], name="job_by_room_and_time"
            ),
        ),
    ]
