"""Open incidents are asked for their review: a job in each school works their agenda out again."""

from datetime import UTC, datetime

from django.db import migrations


def queue(apps, schema_editor):
    jobs, schools = apps.get_model("jobs", "Job"), apps.get_model("schools", "School")
    at = datetime.now(UTC)  # noqa: TID251 - an edge
    jobs.objects.bulk_create(
        [
            jobs(
                name="incidents.calendar-changed",  # works every open incident out again
                school_id=pk,
                run_at=at,
                created_at=at,
                max_attempts=20,
                unique_key=f"work-out-reviews-owed:{pk}",
            )
            for pk in schools.objects.values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0031_wall_around_reviews"),
        ("jobs", "0001_initial"),
        ("schools", "0009_wall_around_ways_in"),
    ]
    operations = [migrations.RunPython(queue, migrations.RunPython.noop, elidable=False)]
