import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0001_dossiers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('asked', 'Chờ đồng ý'), ('agreed', 'Được giữ lại'), ('refused', 'Không đồng ý'), ('withdrawn', 'Đã rút'), ('ended', 'Đã hết thời gian giữ lại')], default='asked', max_length=9)),
                ('reason', models.CharField(max_length=500)),
                ('until', models.DateField()),
                ('asked_by', models.BigIntegerField()),
                ('asked_by_name', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('decided_by_name', models.CharField(blank=True, max_length=120)),
                ('decided_by_title', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision', models.CharField(blank=True, max_length=100)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keepings', to='records.workdossier')),
            ],
            options={
                'db_table': 'records_keeping',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['agency_id', '-id'], name='keeping_agency'), models.Index(condition=models.Q(('state', 'agreed')), fields=['until'], name='keeping_until')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'agreed'])), fields=('dossier', 'state'), name='keeping_once')],
            },
        ),
    ]
