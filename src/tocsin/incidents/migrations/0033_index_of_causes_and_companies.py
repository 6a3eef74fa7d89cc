"""So that incidents with the same cause, and of the same company, are found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0032_work_out_reviews_owed")]

    operations = [
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["school", "cause", "-number"], name="incident_by_cause"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("supplier__isnull", False)),
                fields=["supplier", "-number"],
                name="incident_by_supplier",
            ),
        ),
    ]
