"""Letters may carry several files."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_attachments'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='further',
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
