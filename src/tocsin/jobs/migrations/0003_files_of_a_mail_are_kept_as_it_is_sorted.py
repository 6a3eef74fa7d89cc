from django.db import migrations

# Both steps are one job now, which goes on where the first one ended.
TOGETHER = "UPDATE jobs_job SET name = 'mailbox.sort' WHERE name = 'mailbox.keep-files'"


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_rooms_take_turns"),
    ]

    operations = [
        migrations.RunSQL(TOGETHER, migrations.RunSQL.noop),
    ]
