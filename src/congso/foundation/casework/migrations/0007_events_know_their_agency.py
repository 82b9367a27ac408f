"""Events know their case's kind and agency, so that what happened at one agency is read from an index."""

from django.db import migrations, models

_FILL = (
    "UPDATE casework_caseevent SET kind = known.kind, agency_id = known.agency_id "
    "FROM casework_case known WHERE known.id = casework_caseevent.case_id"
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_online")]
    operations = [
        migrations.AddField("caseevent", "kind", models.CharField(blank=True, default="", max_length=20), preserve_default=False),
        migrations.AddField("caseevent", "agency_id", models.BigIntegerField(null=True)),
        migrations.RunSQL("ALTER TABLE casework_caseevent DISABLE TRIGGER append_only", "SELECT 1"),
        migrations.RunSQL(_FILL, "SELECT 1"),
        migrations.RunSQL("ALTER TABLE casework_caseevent ENABLE TRIGGER append_only", "SELECT 1"),
    ]
