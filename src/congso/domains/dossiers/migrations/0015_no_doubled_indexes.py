"""What no question uses costs an entry a dossier: the applicant's own index beside ``dossier_party``, and those for beginnings of code and token.

Django makes an index for LIKE beside each unique text; nobody asks for the beginning of a code or a token.
"""

import django.db.models.deletion
from django.db import migrations, models

_DROP = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'dossiers_dossier'
    AND indexname ~ '^dossiers_dossier_(code|public_token)_[0-9a-f]+_like$'
  LOOP EXECUTE format('DROP INDEX %I', name); END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0014_result_issuers"), ("parties", "__first__")]
    operations = [
        migrations.AlterField(
            "dossier", "party",
            models.ForeignKey("parties.party", db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+")),
        migrations.RunSQL(_DROP, migrations.RunSQL.noop),
    ]
