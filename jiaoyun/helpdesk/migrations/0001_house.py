import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    # What was made before anything was released, in one; an installation that has all of it goes on from here.
    replaces = [('helpdesk', '0001_tickets'), ('helpdesk', '0002_help_centre'), ('helpdesk', '0003_lists_of_a_level'), ('helpdesk', '0004_kinds_of_a_level')]

    initial = True

    dependencies = [
        ('accounts', '0001_house'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpEntry',
            fields=[
                ('key', models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ('group', models.CharField(max_length=12)),
                ('question', models.CharField(max_length=60)),
                ('answer', models.TextField(max_length=3000)),
                ('also', models.JSONField(default=list)),
                ('messages', models.JSONField(default=list)),
                ('page', models.CharField(blank=True, max_length=60)),
                ('hidden', models.BooleanField(default=False)),
                ('follows_file', models.BooleanField(default=False)),
                ('file_digest', models.CharField(blank=True, max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='HelpMiss',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('folded', models.CharField(max_length=60, unique=True)),
                ('text', models.CharField(max_length=60)),
                ('count', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(choices=[('open', '没有答案'), ('answered', '已写成条目'), ('dismissed', '不处理')], default='open', max_length=10)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['state', '-count'], name='help_miss_list')],
            },
        ),
        migrations.CreateModel(
            name='HelpTally',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entry_key', models.SlugField(max_length=60)),
                ('day', models.DateField()),
                ('reads', models.PositiveIntegerField(default=0)),
                ('useful', models.PositiveIntegerField(default=0)),
                ('not_useful', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['day', 'entry_key'], name='help_tally_day')],
                'constraints': [models.UniqueConstraint(fields=('entry_key', 'day'), name='help_tally_once')],
            },
        ),
        migrations.CreateModel(
            name='SelfHelp',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('kind', models.CharField(max_length=40)),
                ('followed', models.PositiveIntegerField(default=0)),
                ('returned', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'kind'), name='self_help_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=12, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('refusal', models.CharField(blank=True, max_length=80)),
                ('help_entry', models.CharField(blank=True, max_length=60)),
                ('object_kind', models.CharField(blank=True, max_length=40)),
                ('object_id', models.CharField(blank=True, max_length=40)),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_sealed', models.BinaryField(null=True)),
                ('phone_hint', models.CharField(blank=True, max_length=24)),
                ('phone_proved_at', models.DateTimeField(null=True)),
                ('typed_sealed', models.BinaryField(null=True)),
                ('facts', models.JSONField(default=dict)),
                ('level', models.CharField(choices=[('class', '班级'), ('school', '学校'), ('county', '区县'), ('city', '市'), ('province', '省'), ('support', '平台技术支持')], max_length=10)),
                ('state', models.CharField(choices=[('open', '等待处理'), ('asked', '等补充材料'), ('second', '等待第二人确认'), ('waiting', '等待生效'), ('closed', '已办结')], default='open', max_length=10)),
                ('raised_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('climbed', models.PositiveSmallIntegerField(default=0)),
                ('reopened', models.PositiveSmallIntegerField(default=0)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_why', models.CharField(blank=True, choices=[('cured', '已办好'), ('answered', '已答复'), ('solved', '提交人自己解决了'), ('silent', '一直没有补充材料')], max_length=10)),
                ('cured_by', models.CharField(blank=True, max_length=60)),
                ('join_key', models.BinaryField(max_length=32, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('asker', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('handler', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('home', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ('joined_to', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='helpdesk.ticket')),
                ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('school_class', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.schoolclass')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['organization', 'level', 'due_at', 'id'], name='ticket_desk'), models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['organization', 'level', 'closed_at', 'id'], name='ticket_desk_closed'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['level', 'due_at', 'id'], name='ticket_level'), models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['level', 'closed_at', 'id'], name='ticket_level_closed'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['level', 'kind', 'due_at', 'id'], name='ticket_level_kind'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['handler', 'due_at'], name='ticket_of_handler'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['due_at'], name='ticket_due'), models.Index(condition=models.Q(('asker__isnull', False)), fields=['asker', 'id'], name='ticket_of_asker'), models.Index(condition=models.Q(('phone_digest__isnull', False)), fields=['phone_digest'], name='ticket_of_phone'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='ticket_of_person'), models.Index(condition=models.Q(('joined_to__isnull', False)), fields=['joined_to'], name='ticket_joined'), models.Index(fields=['raised_at', 'kind'], name='ticket_figures')],
                'constraints': [models.CheckConstraint(condition=models.Q(('asker__isnull', False), ('phone_digest__isnull', False), _connector='OR'), name='ticket_has_asker'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='ticket_closed_at'), models.CheckConstraint(condition=models.Q(('joined_to__isnull', True), models.Q(('joined_to', models.F('id')), _negated=True), _connector='OR'), name='ticket_not_joined_to_itself'), models.UniqueConstraint(condition=models.Q(('joined_to__isnull', True), ('join_key__isnull', False), models.Q(('state', 'closed'), _negated=True)), fields=('kind', 'join_key'), name='ticket_one_lead')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('cure', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=300)),
                ('by_identity', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('second_identity', models.UUIDField(null=True)),
                ('second_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('open', '等待确认'), ('confirmed', '已确认'), ('declined', '没有同意')], default='open', max_length=10)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('into', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('second_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='helpdesk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('ticket',), name='proposal_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('second_by__isnull', False), models.Q(('second_by', models.F('by')), _negated=True)), _connector='OR'), name='proposal_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('by', models.F('account')), _negated=True), models.Q(('second_by__isnull', True), models.Q(('second_by', models.F('account')), _negated=True), _connector='OR')), name='proposal_not_ones_own'), models.CheckConstraint(condition=models.Q(('into__isnull', True), models.Q(models.Q(('by', models.F('into')), _negated=True), models.Q(('account', models.F('into')), _negated=True), models.Q(('second_by__isnull', True), models.Q(('second_by', models.F('into')), _negated=True), _connector='OR')), _connector='OR'), name='proposal_not_into_ones_own')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seen_at', models.DateTimeField()),
                ('typing_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.account')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='helpdesk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ticket', 'account'), name='presence_once')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('identity', models.UUIDField()),
                ('reason', models.CharField(max_length=300)),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='helpdesk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('by',), name='case_one_a_clerk'), models.CheckConstraint(condition=models.Q(('account', models.F('by')), _negated=True), name='case_not_about_oneself')],
            },
        ),
        migrations.CreateModel(
            name='TicketEvent',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('raised', '提交了工单'), ('joined', '并入同一件事'), ('taken', '开始处理'), ('put_back', '放回待领'), ('note', '内部备注'), ('asked', '请您补充'), ('replied', '补充了说明'), ('up', '交给上一级'), ('down', '交给下一级'), ('climbed', '到期没有处理，自动交给上一级'), ('case', '打开了本人资料'), ('proposed', '提出办理，等第二人确认'), ('declined', '没有同意办理'), ('begun', '已受理，到时间生效'), ('cured', '已办好'), ('answered', '答复并办结'), ('solved', '自己解决了'), ('silent', '一直没有补充，自动办结'), ('reopened', '重新打开')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_role', models.CharField(blank=True, max_length=16)),
                ('level', models.CharField(blank=True, max_length=10)),
                ('text_sealed', models.BinaryField(null=True)),
                ('internal', models.BooleanField(default=False)),
                ('told_at', models.DateTimeField(null=True)),
                ('by_organization', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='helpdesk.ticket')),
            ],
        ),
        migrations.CreateModel(
            name='TicketFile',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('medium', models.CharField(choices=[('picture', '图片'), ('pdf', 'PDF')], max_length=8)),
                ('stored', models.CharField(max_length=32, unique=True)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField()),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='helpdesk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ticket', 'position'), name='ticket_file_position'), models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 6)), name='ticket_file_six_at_most')],
            },
        ),
        migrations.CreateModel(
            name='HelpVersion',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('question', models.CharField(blank=True, max_length=60)),
                ('answer', models.TextField(blank=True, max_length=3000)),
                ('also', models.JSONField(default=list)),
                ('messages', models.JSONField(default=list)),
                ('by', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='helpdesk.helpentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'number'), name='help_version_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(max_length=10)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(max_length=40)),
                ('text', models.CharField(max_length=1000)),
                ('by', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('put_away_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('put_away_at__isnull', True)), fields=('organization', 'level', 'title'), name='saved_answer_title')],
            },
        ),
    ]
