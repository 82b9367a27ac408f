from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('axis', '0004_registrations'),
    ]

    operations = [
        migrations.AddField(
            model_name='parcel',
            name='passed',
            field=models.JSONField(default=list),
        ),
    ]
