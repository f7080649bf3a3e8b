import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('province', '省'), ('city', '市'), ('county', '区县'), ('zone', '功能区'), ('school', '学校')], max_length=12)),
                ('code', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=80)),
                ('short_name', models.CharField(max_length=80)),
                ('name_pinyin', models.CharField(blank=True, max_length=240)),
                ('name_initials', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('unopened', '未开通'), ('open', '开通'), ('stopped', '停用'), ('abolished', '撤销')], default='open', max_length=12)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organizations.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['parent', 'code'], name='organization_children'), models.Index(fields=['kind', 'name_initials'], name='organization_initials')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('code',), name='organization_code_once_while_valid'), models.CheckConstraint(condition=models.Q(('path__endswith', '/'), ('path__startswith', '/')), name='organization_path_form')],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='school', serialize=False, to='organizations.organization')),
                ('school_code', models.CharField(blank=True, db_index=True, max_length=10)),
                ('school_type', models.CharField(max_length=3)),
                ('urban_rural', models.CharField(blank=True, max_length=3)),
                ('opened_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SchoolCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_year', models.PositiveSmallIntegerField()),
                ('stage', models.CharField(blank=True, choices=[('preschool', '学前'), ('primary', '小学'), ('junior', '初中'), ('senior', '高中'), ('vocational', '中职'), ('special', '特教')], max_length=12)),
                ('starts_on', models.DateField()),
                ('first_term_from', models.DateField()),
                ('second_term_from', models.DateField()),
                ('ends_on', models.DateField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendars', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'school_year', 'stage'), name='calendar_once'), models.CheckConstraint(condition=models.Q(('first_term_from__lt', models.F('second_term_from'))), name='calendar_terms_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('preschool', '学前'), ('primary', '小学'), ('junior', '初中'), ('senior', '高中'), ('vocational', '中职'), ('special', '特教')], max_length=12)),
                ('years', models.PositiveSmallIntegerField()),
                ('first_grade', models.PositiveSmallIntegerField(default=1)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='organizations.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'stage'), name='stage_once_a_school')],
            },
        ),
        migrations.CreateModel(
            name='SchoolClass',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(choices=[('preschool', '学前'), ('primary', '小学'), ('junior', '初中'), ('senior', '高中'), ('vocational', '中职'), ('special', '特教')], max_length=12)),
                ('entry_year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('alias', models.CharField(blank=True, max_length=30)),
                ('kind', models.CharField(blank=True, max_length=12)),
                ('state', models.CharField(choices=[('open', '在办'), ('graduated', '已毕业'), ('closed', '已撤')], default='open', max_length=12)),
                ('created_at', models.DateTimeField()),
                ('added_by_batch', models.UUIDField(null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='organizations.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('school', 'stage', 'entry_year', 'number'), name='class_once_while_open'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 99)), name='class_number_range')],
            },
        ),
    ]
