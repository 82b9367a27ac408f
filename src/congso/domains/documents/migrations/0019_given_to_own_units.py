"""Units of its own agency that an outgoing document was issued to; of those from before nobody, they went by the arrival book."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0018_annexes_and_further_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoing',
            name='given_units',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None),
        ),
    ]
