"""When the steps of an incident were first taken."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0081_wall_read_once_a_question")]
    operations = [
        migrations.AddField(model_name="incident", name=name, field=models.DateTimeField(null=True))
        for name in (
            "triaged_at",
            "suspected_at",
            "found_at",
            "contained_at",
            "first_classified_at",
            "dpo_decided_at",
            "reopened_at",
        )
    ]
