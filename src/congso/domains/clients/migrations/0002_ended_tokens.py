"""Keys that have ended are found to be put away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_tables")]
    operations = [
        migrations.AddIndex("token", models.Index(fields=["expires_at"], name="clients_token_ended")),
    ]
