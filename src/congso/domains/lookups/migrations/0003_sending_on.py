import congso.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lookups', '0002_more_of_each_database'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedList',
            fields=[
                ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('fetched_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=500)),
                ('properties', models.JSONField(default=list)),
            ],
            options={
                'db_table': 'lookups_shared_list',
                'ordering': ['key'],
            },
        ),
        migrations.AlterField(
            model_name='keepingrule',
            name='service',
            field=models.CharField(choices=[('population', 'Cơ sở dữ liệu quốc gia về dân cư'), ('business', 'Cơ sở dữ liệu đăng ký doanh nghiệp'), ('insurance', 'Cơ sở dữ liệu bảo hiểm xã hội'), ('insured', 'Tìm mã số bảo hiểm xã hội theo họ tên, ngày sinh'), ('filing', 'Tình trạng hồ sơ đăng ký doanh nghiệp'), ('judicial', 'Lý lịch tư pháp'), ('civil', 'Hộ tịch điện tử'), ('categories', 'Danh mục dùng chung'), ('household', 'Hộ gia đình tham gia bảo hiểm xã hội'), ('filings', 'Danh sách hồ sơ đăng ký doanh nghiệp theo ngày'), ('to_civil', 'Chuyển hồ sơ sang Hộ tịch điện tử'), ('to_judicial', 'Chuyển hồ sơ sang Lý lịch tư pháp')], max_length=12),
        ),
        migrations.AlterField(
            model_name='lookup',
            name='service',
            field=models.CharField(choices=[('population', 'Cơ sở dữ liệu quốc gia về dân cư'), ('business', 'Cơ sở dữ liệu đăng ký doanh nghiệp'), ('insurance', 'Cơ sở dữ liệu bảo hiểm xã hội'), ('insured', 'Tìm mã số bảo hiểm xã hội theo họ tên, ngày sinh'), ('filing', 'Tình trạng hồ sơ đăng ký doanh nghiệp'), ('judicial', 'Lý lịch tư pháp'), ('civil', 'Hộ tịch điện tử'), ('categories', 'Danh mục dùng chung'), ('household', 'Hộ gia đình tham gia bảo hiểm xã hội'), ('filings', 'Danh sách hồ sơ đăng ký doanh nghiệp theo ngày'), ('to_civil', 'Chuyển hồ sơ sang Hộ tịch điện tử'), ('to_judicial', 'Chuyển hồ sơ sang Lý lịch tư pháp')], max_length=12),
        ),
        migrations.AlterField(
            model_name='servicestate',
            name='service',
            field=models.CharField(choices=[('population', 'Cơ sở dữ liệu quốc gia về dân cư'), ('business', 'Cơ sở dữ liệu đăng ký doanh nghiệp'), ('insurance', 'Cơ sở dữ liệu bảo hiểm xã hội'), ('insured', 'Tìm mã số bảo hiểm xã hội theo họ tên, ngày sinh'), ('filing', 'Tình trạng hồ sơ đăng ký doanh nghiệp'), ('judicial', 'Lý lịch tư pháp'), ('civil', 'Hộ tịch điện tử'), ('categories', 'Danh mục dùng chung'), ('household', 'Hộ gia đình tham gia bảo hiểm xã hội'), ('filings', 'Danh sách hồ sơ đăng ký doanh nghiệp theo ngày'), ('to_civil', 'Chuyển hồ sơ sang Hộ tịch điện tử'), ('to_judicial', 'Chuyển hồ sơ sang Lý lịch tư pháp')], max_length=12, primary_key=True, serialize=False),
        ),
        migrations.CreateModel(
            name='Forwarded',
            fields=[
                ('id', models.UUIDField(default=congso.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('dossier_id', models.UUIDField()),
                ('dossier_code', models.CharField(max_length=40)),
                ('agency_id', models.BigIntegerField()),
                ('unit_id', models.BigIntegerField()),
                ('target', models.CharField(choices=[('civil', 'Hộ tịch điện tử'), ('judicial', 'Lý lịch tư pháp')], max_length=8)),
                ('module', models.CharField(blank=True, max_length=10)),
                ('purpose', models.CharField(max_length=300)),
                ('body', models.BinaryField()),
                ('state', models.CharField(choices=[('waiting', 'chờ gửi'), ('taken', 'bên nhận đã nhận'), ('incomplete', 'bên nhận yêu cầu bổ sung'), ('refused', 'không gửi được'), ('done', 'đã có kết quả'), ('replaced', 'đã gửi lại')], default='waiting', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('account_id', models.BigIntegerField(null=True)),
                ('account_name', models.CharField(max_length=120)),
                ('reference', models.CharField(blank=True, max_length=100)),
                ('taken_at', models.DateTimeField(null=True)),
                ('status_code', models.CharField(blank=True, max_length=20)),
                ('status_words', models.CharField(blank=True, max_length=200)),
                ('status_at', models.DateTimeField(null=True)),
                ('heard_at', models.DateTimeField(null=True)),
                ('result', models.JSONField(default=list)),
                ('trouble', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'lookups_forwarded',
                'indexes': [models.Index(fields=['dossier_id', 'id'], name='lookups_forwarded_dossier'), models.Index(condition=models.Q(('state__in', ['taken', 'incomplete'])), fields=['heard_at'], name='lookups_forwarded_open'), models.Index(fields=['state', '-id'], name='lookups_forwarded_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['refused', 'replaced']), _negated=True), fields=('dossier_id',), name='lookups_forwarded_once')],
            },
        ),
        migrations.CreateModel(
            name='ForwardRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure_code', models.CharField(max_length=40)),
                ('target', models.CharField(choices=[('civil', 'Hộ tịch điện tử'), ('judicial', 'Lý lịch tư pháp')], max_length=8)),
                ('module', models.CharField(blank=True, max_length=10)),
                ('valid_from', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('citation', models.CharField(max_length=200)),
            ],
            options={
                'db_table': 'lookups_forward_rule',
                'ordering': ['procedure_code', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('procedure_code', 'valid_from'), name='lookups_forward_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='SharedDifference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_key', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('new', 'mới'), ('changed', 'thay đổi'), ('gone', 'không còn')], max_length=8)),
                ('our_name', models.CharField(blank=True, max_length=500)),
                ('our_parent', models.CharField(blank=True, max_length=60)),
                ('name', models.CharField(blank=True, max_length=500)),
                ('parent_code', models.CharField(blank=True, max_length=60)),
                ('found_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'chờ duyệt'), ('approved', 'đã duyệt'), ('ignored', 'bỏ qua')], default='open', max_length=8)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by_name', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'lookups_shared_difference',
                'ordering': ['list_key', 'code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('list_key', 'code'), name='lookups_shared_difference_open')],
            },
        ),
        migrations.CreateModel(
            name='SharedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_key', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=500)),
                ('parent_code', models.CharField(blank=True, max_length=60)),
                ('valid_from', models.DateField()),
                ('ended_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'lookups_shared_row',
                'ordering': ['list_key', 'code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('list_key', 'code'), name='lookups_shared_row_once')],
            },
        ),
    ]
