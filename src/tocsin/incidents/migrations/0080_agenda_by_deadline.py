"""The agenda of the whole instance by its deadlines, for people with thousands of schools."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0071_wall_around_third_parties")]
    operations = [
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["due_at", "id"], name="agenda_by_deadline"),
        )
    ]
