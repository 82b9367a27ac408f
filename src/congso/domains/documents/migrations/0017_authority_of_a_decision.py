"""Whose decision a document is: drafts from before keep the agency's name, as they were printed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0016_forwarding_rules'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoing',
            name='authority',
            field=models.CharField(choices=[('agency', 'Cơ quan, tập thể lãnh đạo'), ('head', 'Người đứng đầu cơ quan')], default='agency', max_length=6),
        ),
    ]
