import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    # What was made before anything was released, in one; an installation that has all of it goes on from here.
    replaces = [('notices', '0001_initial'), ('notices', '0002_settings_and_badge')]

    initial = True

    dependencies = [
        ('accounts', '0001_house'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(blank=True, max_length=16)),
                ('kind', models.CharField(max_length=60)),
                ('values', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('read_by', models.UUIDField(null=True)),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('organization', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'created_at'], name='notice_of_account'), models.Index(fields=['organization', 'role', 'created_at'], name='notice_of_place'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['account'], name='notice_new_of_account'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['organization', 'role'], name='notice_new_of_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('account__isnull', False), ('organization__isnull', False), _connector='OR'), name='notice_has_reader')],
            },
        ),
        migrations.CreateModel(
            name='NoticeSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('security', '账号安全'), ('request', '注册和申请'), ('ticket', '工单'), ('work', '导入等任务')], max_length=10)),
                ('by_phone', models.BooleanField(default=True)),
                ('by_email', models.BooleanField(default=False)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'topic'), name='notice_setting_once')],
            },
        ),
    ]
