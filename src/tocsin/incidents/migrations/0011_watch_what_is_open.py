"""Incidents from before are watched, and asked for what is owed now: a job in each school sees to it."""

from datetime import UTC, datetime

from django.db import migrations


def queue(apps, schema_editor):
    jobs, schools = apps.get_model("jobs", "Job"), apps.get_model("schools", "School")
    at = datetime.now(UTC)  # noqa: TID251 - an edge
    jobs.objects.bulk_create(
        [
            jobs(
                name="incidents.calendar-changed",  # works every open incident out again
                room="incidents",
                school_id=pk,
                run_at=at,
                created_at=at,
                max_attempts=20,
                unique_key=f"watch-what-is-open:{pk}",
            )
            for pk in schools.objects.values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0010_wall_around_the_whole_response"),
        ("jobs", "0002_rooms_take_turns"),
        ("schools", "0009_wall_around_ways_in"),
    ]
    operations = [migrations.RunPython(queue, migrations.RunPython.noop, elidable=False)]
