"""A wrong time at which the regulator was told is put right by a record beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0019_wall_around_records_of_an_inquiry")]

    operations = [
        migrations.AddField(
            model_name="telling", name="corrects", field=models.UUIDField(null=True)
        ),
        migrations.AddField(
            model_name="telling", name="why_corrected", field=models.TextField(null=True)
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(
                fields=["corrects"], name="telling_is_corrected_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                name="telling_that_corrects_another_says_why",
                condition=models.Q(corrects__isnull=True)
                | (models.Q(why_corrected__isnull=False) & ~models.Q(why_corrected="")),
            ),
        ),
    ]
