"""Make the one row of the reference epoch."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "INSERT INTO orgs_referenceepoch (id, value) VALUES (1, 1)", "DELETE FROM orgs_referenceepoch WHERE id = 1"
        ),
    ]
