"""Cases of dossiers taken in before today get their owner, so that citizens find them at the portal."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0005_online"), ("casework", "0006_online")]

    operations = [
        migrations.RunSQL(
            "UPDATE casework_case SET owner_id = d.party_id FROM dossiers_dossier d "
            "WHERE d.case_id = casework_case.id AND casework_case.owner_id IS NULL",
            migrations.RunSQL.noop,
        )
    ]
