from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0009_extracts'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpeechRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(unique=True)),
                ('allowed', models.BooleanField(default=False)),
                ('source', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'db_table': 'documents_speechrule',
                'ordering': ['-valid_from'],
            },
        ),
    ]
