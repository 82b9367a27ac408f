from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('national', '0002_codes_of_the_portal'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeclaredFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.BigIntegerField(null=True)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('received', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=200)),
                ('declared_at', models.DateTimeField()),
                ('declared_by', models.BigIntegerField(null=True)),
                ('declared_by_name', models.CharField(max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_name', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'db_table': 'national_declared',
                'ordering': ['-first_day', 'agency_id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('agency_id', 'first_day', 'last_day'), name='national_declared_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='national_declared_days')],
            },
        ),
    ]
