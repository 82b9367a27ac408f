"""Columns that another index begins with need none of their own: each was one more entry a case and an event."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_feed_of_an_agency")]
    operations = [
        migrations.AlterField(
            "case", "parent",
            models.ForeignKey("casework.case", db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="children")),
        migrations.AlterField(
            "caseevent", "case",
            models.ForeignKey("casework.case", db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="events")),
    ]
