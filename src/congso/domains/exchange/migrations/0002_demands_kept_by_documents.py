from django.db import migrations

COLUMNS = "document_id, newer_id, kind, agency_id, reason, asked_at, answered_at, answered_by, answered_by_name, is_agreed, answer"


class Migration(migrations.Migration):
    """What senders ask is kept by the room of documents, for those inside the system too: the rows move there as they are."""

    dependencies = [
        ('documents', '0014_demands_of_senders'),
        ('exchange', '0001_tables'),
    ]

    operations = [
        migrations.RunSQL(
            f"INSERT INTO documents_demand ({COLUMNS}, source) SELECT {COLUMNS}, message_id FROM exchange_demand ORDER BY id; "
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;",
            f"INSERT INTO exchange_demand ({COLUMNS}, message_id) SELECT {COLUMNS}, source FROM documents_demand "
            "WHERE source IN (SELECT id FROM exchange_message) ORDER BY id; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;",
        ),
        migrations.DeleteModel(
            name='Demand',
        ),
    ]
