"""What came into an agency's registers, in order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0011_outgoing_agency")]
    operations = [
        migrations.AlterField("outgoing", "agency_id", models.BigIntegerField()),
        migrations.AddIndex("incoming", models.Index(
            fields=["agency_id", "registered_at", "document"], name="incoming_feed", condition=models.Q(("registered_at__isnull", False)))),
        migrations.AddIndex("outgoing", models.Index(
            fields=["agency_id", "issued_at", "document"], name="outgoing_feed", condition=models.Q(("issued_at__isnull", False)))),
    ]
