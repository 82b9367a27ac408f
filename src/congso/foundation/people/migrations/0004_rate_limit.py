"""The table in which all web processes count attempts to log in; its columns are those of Django's DatabaseCache."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_offered_rights'),
    ]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE people_rate_limit (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX people_rate_limit_expires ON people_rate_limit (expires);
            """,
            "DROP TABLE people_rate_limit;",
        ),
    ]
