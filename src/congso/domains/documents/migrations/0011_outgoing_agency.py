"""An outgoing document's own row knows its agency, so that what an agency issued is read from one index."""

from django.db import migrations, models

_FILL = (
    "UPDATE documents_outgoing SET agency_id = known.agency_id "
    "FROM documents_document known WHERE known.id = documents_outgoing.document_id"
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_dictation")]
    operations = [
        migrations.AddField("outgoing", "agency_id", models.BigIntegerField(null=True)),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
