"""What happened at an agency, in order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_events_know_their_agency")]
    operations = [
        migrations.AddIndex("caseevent", models.Index(fields=["agency_id", "kind", "id"], name="case_event_feed")),
    ]
