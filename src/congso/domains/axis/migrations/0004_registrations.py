import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('axis', '0003_above'),
    ]

    operations = [
        migrations.AddField(
            model_name='system',
            name='own_codes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=35), blank=True, default=list, size=None),
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=35)),
                ('written_code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('parent_code', models.CharField(blank=True, max_length=35)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'chờ duyệt'), ('approved', 'đã duyệt'), ('refused', 'từ chối')], default='open', max_length=8)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by_name', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='axis.member')),
                ('system', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='axis.system')),
            ],
            options={
                'db_table': 'axis_registration',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('code',), name='axis_registration_open')],
            },
        ),
    ]
