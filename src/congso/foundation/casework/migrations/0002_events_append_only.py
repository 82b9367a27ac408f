"""Let the database itself refuse to change or remove events."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON casework_caseevent "
            "FOR EACH STATEMENT EXECUTE FUNCTION congso_append_only()",
            "DROP TRIGGER append_only ON casework_caseevent",
        ),
    ]
