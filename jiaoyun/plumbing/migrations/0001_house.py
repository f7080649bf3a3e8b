import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    # What was made before anything was released, in one; an installation that has all of it goes on from here.
    replaces = [('plumbing', '0001_initial'), ('plumbing', '0003_outbox')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('sequence', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('count', models.IntegerField()),
                ('ranges', models.JSONField()),
                ('gaps', models.JSONField()),
                ('highest', models.BigIntegerField()),
                ('marks', models.BinaryField()),
                ('previous', models.BinaryField(max_length=32)),
                ('digest', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='KeyCheck',
            fields=[
                ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('digest', models.BinaryField(max_length=32)),
                ('sealed', models.BinaryField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('next_at', models.DateTimeField()),
                ('last_done_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('actor_id', models.UUIDField(null=True)),
                ('identity_id', models.UUIDField(null=True)),
                ('action', models.CharField(max_length=80)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.CharField(max_length=64)),
                ('place', models.CharField(max_length=255)),
                ('details', models.JSONField(default=dict)),
                ('request_id', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'id'], name='audit_event_subject'), models.Index(fields=['actor_id', 'id'], name='audit_event_actor'), models.Index(fields=['place', 'id'], name='audit_event_place')],
            },
        ),
        migrations.CreateModel(
            name='GramEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('owner_id', models.UUIDField()),
                ('text', models.CharField(max_length=400)),
                ('sort_key', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'owner_id'), name='gram_entry_owner')],
            },
        ),
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('args', models.JSONField(default=dict)),
                ('lane', models.CharField(choices=[('quick', '快'), ('bulk', '批量')], max_length=8)),
                ('state', models.CharField(choices=[('waiting', '等待处理'), ('running', '正在处理'), ('done', '已完成'), ('failed', '没有完成'), ('quarantined', '多次中断，已停止')], default='waiting', max_length=12)),
                ('attempts', models.SmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('worker', models.CharField(default='', max_length=80)),
                ('heartbeat_at', models.DateTimeField(null=True)),
                ('done', models.IntegerField(default=0)),
                ('total', models.IntegerField(default=0)),
                ('message', models.CharField(default='', max_length=200)),
                ('result', models.JSONField(null=True)),
                ('error_code', models.CharField(default='', max_length=120)),
                ('subject_kind', models.CharField(default='', max_length=40)),
                ('subject_id', models.CharField(default='', max_length=64)),
                ('by_id', models.UUIDField(null=True)),
                ('unique_key', models.CharField(max_length=120, null=True)),
                ('run_after', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['lane', 'id'], name='job_run_waiting'), models.Index(condition=models.Q(('state', 'running')), fields=['lease_until'], name='job_run_running'), models.Index(fields=['subject_kind', 'subject_id', 'id'], name='job_run_subject'), models.Index(fields=['finished_at'], name='job_run_finished')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('unique_key',), name='job_run_unique_open')],
            },
        ),
        migrations.CreateModel(
            name='OnceKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor_id', models.UUIDField()),
                ('key', models.CharField(max_length=36)),
                ('outcome', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor_id', 'key'), name='once_key_once')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('phone', '短信'), ('email', '邮件')], max_length=6)),
                ('digest', models.BinaryField(max_length=32)),
                ('hint', models.CharField(max_length=24)),
                ('sealed_number', models.BinaryField()),
                ('key', models.CharField(max_length=60)),
                ('sealed_values', models.BinaryField()),
                ('account', models.UUIDField(null=True)),
                ('subject_id', models.UUIDField(null=True)),
                ('state', models.CharField(choices=[('waiting', '等待发送'), ('sending', '正在发送'), ('sent', '已发送'), ('failed', '没有发出'), ('unknown', '不确定是否送达')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('gateway', models.CharField(blank=True, max_length=12)),
                ('provider_id', models.CharField(blank=True, max_length=80)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tried_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['digest', 'id'], name='outbox_of_number'), models.Index(fields=['account', 'id'], name='outbox_of_account'), models.Index(fields=['subject_id'], name='outbox_of_subject'), models.Index(fields=['created_at'], name='outbox_age'), models.Index(condition=models.Q(('state', 'sending')), fields=['tried_at'], name='outbox_in_the_air')],
            },
        ),
        migrations.CreateModel(
            name='ThrottleCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('window', models.BigIntegerField(help_text='start of the window, seconds since 1970')),
                ('count', models.IntegerField()),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('digest', 'window'), name='throttle_count_window')],
            },
        ),
    ]
