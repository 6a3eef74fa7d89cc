"""A pupil may be on the list with several contacts, each of whom is written to apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0020_corrected_time_of_a_telling")]

    operations = [
        migrations.AddField(
            model_name="affectedperson", name="pupil", field=models.UUIDField(null=True)
        ),
    ]
