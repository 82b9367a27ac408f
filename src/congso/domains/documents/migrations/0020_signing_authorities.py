"""Whom the head lets sign by order or by delegation; drafts from before name power and position themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0019_given_to_own_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningAuthority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.BigIntegerField()),
                ('unit_id', models.BigIntegerField()),
                ('account_id', models.BigIntegerField(null=True)),
                ('power', models.CharField(choices=[('', 'Ký trực tiếp'), ('TM.', 'Thay mặt tập thể (TM.)'), ('Q.', 'Quyền (Q.)'), ('KT.', 'Ký thay (KT.)'), ('TL.', 'Thừa lệnh (TL.)'), ('TUQ.', 'Thừa ủy quyền (TUQ.)')], max_length=4)),
                ('signed_for', models.CharField(max_length=100)),
                ('position', models.CharField(max_length=100)),
                ('scope', models.CharField(blank=True, max_length=500)),
                ('basis_number', models.CharField(blank=True, max_length=60)),
                ('basis_on', models.DateField(null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_name', models.CharField(max_length=120)),
            ],
            options={
                'db_table': 'documents_signing_authority',
                'ordering': ['-valid_from', '-id'],
                'indexes': [models.Index(fields=['agency_id', 'valid_from'], name='signing_authority_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('power', 'TUQ.'), _negated=True), models.Q(('basis_on__isnull', False), ('valid_to__isnull', False), models.Q(('basis_number', ''), _negated=True), models.Q(('scope', ''), _negated=True)), _connector='OR'), name='delegation_is_limited')],
            },
        ),
        migrations.AddField(
            model_name='outgoing',
            name='by_authority',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.signingauthority'),
        ),
    ]
