from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0022_answers_to_replacements'),
    ]

    operations = [
        migrations.AddField(
            model_name='demand',
            name='changes',
            field=models.JSONField(default=list),
        ),
    ]
