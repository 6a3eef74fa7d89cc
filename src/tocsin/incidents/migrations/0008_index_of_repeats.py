"""Index the few incidents that repeat another: an index of so many empty values is never used."""

from django.db import migrations, models
from django.db.models import PROTECT, Q


class Migration(migrations.Migration):
    dependencies = [("incidents", "0007_wall_around_assessments")]

    operations = [
        migrations.AlterField(
            "incident",
            "duplicate_of",
            models.ForeignKey(
                "incidents.incident", PROTECT, null=True, db_index=False, related_name="repeats"
            ),
        ),
        migrations.AddIndex(
            "incident",
            models.Index(
                fields=["duplicate_of"],
                name="incident_by_what_it_repeats",
                condition=Q(duplicate_of__isnull=False),
            ),
        ),
    ]
