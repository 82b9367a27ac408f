"""Annexes and further files of outgoing documents; of documents from before there are none."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0017_authority_of_a_decision'),
        ('files', '0002_scanning'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutgoingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('text', 'Phụ lục soạn ngay trong tệp văn bản'), ('annex', 'Phụ lục là tệp riêng, cơ quan ký số'), ('other', 'Tệp khác kèm theo (bảng tính, ảnh…), không ký')], max_length=5)),
                ('title', models.CharField(max_length=300)),
                ('body', models.TextField(blank=True)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('removed_at', models.DateTimeField(null=True)),
                ('field', models.JSONField(blank=True, default=dict)),
                ('added_at', models.DateTimeField()),
                ('added_by_name', models.CharField(max_length=120)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('former', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.outgoingfile')),
                ('outgoing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.outgoing')),
                ('prepared', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('stored', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'db_table': 'documents_outgoing_file',
                'ordering': ['position', 'id'],
            },
        ),
    ]
