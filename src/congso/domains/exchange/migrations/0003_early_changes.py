import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0033_words_corrected_by_senders'),
        ('exchange', '0002_demands_kept_by_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='said',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='EarlyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.BigIntegerField()),
                ('sender_code', models.CharField(max_length=35)),
                ('document_key', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('recall', 'Thu hồi'), ('update', 'Cập nhật'), ('replace', 'Thay thế')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('open', 'đang chờ văn bản'), ('applied', 'văn bản đã đến, đã chuyển văn thư'), ('new', 'hết thời gian chờ, đã nhận như văn bản mới'), ('lapsed', 'hết thời gian chờ, văn bản không đến')], default='open', max_length=8)),
                ('settled_at', models.DateTimeField(null=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchange.message')),
                ('newer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'db_table': 'exchange_early',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('outcome', 'open')), fields=['document_key'], name='exchange_early_open'), models.Index(condition=models.Q(('outcome', 'open')), fields=['until'], name='exchange_early_until')],
                'constraints': [models.UniqueConstraint(fields=('message', 'document_key'), name='exchange_early_once')],
            },
        ),
    ]
