import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0012_paper_checked'),
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResultPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[('replaced', 'Đã được thay thế'), ('recalled', 'Đã bị thu hồi'), ('amends', 'Sửa đổi, bổ sung kết quả'), ('corrects', 'Đính chính kết quả')], max_length=8)),
                ('document_id', models.UUIDField()),
                ('name', models.CharField(max_length=500)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField(null=True)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('approved_by_name', models.CharField(blank=True, max_length=120)),
                ('approved_by_title', models.CharField(blank=True, max_length=150)),
                ('approved_at', models.DateTimeField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('verify_token', models.CharField(max_length=24, null=True, unique=True)),
                ('noted_at', models.DateTimeField()),
                ('other_number', models.CharField(blank=True, max_length=60)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='result_papers', to='dossiers.dossier')),
                ('stored', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'ordering': ['-noted_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('document_id', 'dossier', 'standing'), name='result_paper_once')],
            },
        ),
    ]
