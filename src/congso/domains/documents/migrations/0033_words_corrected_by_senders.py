from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("documents", "0032_words_and_keeping_of_annexes"),
    ]

    operations = [
        migrations.AddField(
            model_name='demand',
            name='changes',
            field=models.JSONField(default=list),
        ),
    ]
