import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('compact', '0001_initial'),
        ('documents', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuerKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kid', models.CharField(max_length=64, unique=True)),
                ('public', models.JSONField()),
                ('sealed', models.BinaryField()),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.JSONField()),
                ('summary', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('title', models.JSONField()),
                ('items', models.JSONField()),
            ],
            options={
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=140, unique=True)),
                ('title', models.JSONField()),
                ('summary', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('organisers', models.JSONField(default=list)),
                ('certificate', models.JSONField(default=dict)),
                ('mode', models.CharField(choices=[('virtual', 'Online'), ('in_person', 'In the room'), ('hybrid', 'In the room and online')], max_length=12)),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='place')),
                ('time_zone', models.CharField(max_length=40, verbose_name='time zone')),
                ('reference_zones', models.JSONField(default=list)),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('nominations_close_at', models.DateTimeField(null=True)),
                ('offers_unused_seats', models.BooleanField(default=True)),
                ('attendance_percent', models.PositiveSmallIntegerField(default=80)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('is_demonstration', models.BooleanField(default=False)),
                ('published_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('copied_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='training.edition')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='training.programme')),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='an_edition_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('attendance_percent__gte', 1), ('attendance_percent__lte', 100)), name='attendance_is_asked_in_percent')],
            },
        ),
        migrations.CreateModel(
            name='Component',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('course', 'Course'), ('session', 'Session'), ('questionnaire', 'Questionnaire'), ('group_work', 'Group work')], max_length=16)),
                ('key', models.SlugField(max_length=40)),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.JSONField()),
                ('is_required', models.BooleanField(default=True)),
                ('hours', models.PositiveSmallIntegerField(null=True)),
                ('opens_at', models.DateTimeField(null=True)),
                ('closes_at', models.DateTimeField(null=True)),
                ('url', models.URLField(blank=True, max_length=300)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='components', to='training.edition')),
            ],
            options={
                'ordering': ['edition', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='a_component_is_named_once_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('join_url', models.URLField(blank=True, max_length=500)),
                ('venue', models.CharField(blank=True, max_length=200)),
                ('interpretation', models.JSONField(default=list)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('note', models.JSONField(default=dict)),
                ('component', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='session', to='training.component')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_session_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('imported_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='training.session')),
            ],
            options={
                'ordering': ['session', 'imported_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('session', 'sha256'), name='a_report_counts_once_a_session')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('total', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='batches', to='training.edition')),
            ],
            options={
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FinalReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='final_reports', to='training.edition')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-frozen_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80)),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.JSONField()),
                ('per_municipality', models.PositiveSmallIntegerField(null=True)),
                ('is_observer', models.BooleanField(default=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='training.edition')),
            ],
            options={
                'ordering': ['edition', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='a_slot_is_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seats', models.PositiveSmallIntegerField()),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='training.slot')),
            ],
            options={
                'ordering': ['slot', 'country__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('slot', 'country'), name='a_country_has_one_quota_a_slot')],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.PositiveSmallIntegerField(null=True)),
                ('first_name', models.CharField(max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(max_length=80, verbose_name='last name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('gender', models.CharField(choices=[('woman', 'Woman'), ('man', 'Man'), ('other', 'Another identity'), ('unsaid', 'Prefers not to answer')], default='unsaid', max_length=8, verbose_name='gender')),
                ('experience', models.CharField(choices=[('experienced', 'With experience'), ('starting', 'Starting'), ('unsaid', 'Not said')], default='unsaid', max_length=12)),
                ('organisation', models.CharField(blank=True, max_length=160, verbose_name='organisation')),
                ('municipality', models.CharField(blank=True, max_length=120, verbose_name='municipality')),
                ('position', models.CharField(blank=True, max_length=120, verbose_name='position')),
                ('language', models.CharField(default='es', max_length=2, verbose_name='language')),
                ('name_key', models.CharField(db_index=True, max_length=170)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('waiting', 'On the waiting list'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('replaced', 'Replaced'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=10)),
                ('link_serial', models.PositiveSmallIntegerField(default=1)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('nominated_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('country', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='training.edition')),
                ('nominated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='training.nomination')),
                ('quota', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='training.quota')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='training.slot')),
            ],
            options={
                'ordering': ['edition', 'country__name', 'slot__order', 'nominated_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'accepted'))), fields=('quota', 'seat'), name='a_seat_is_held_by_one_person'), models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'accepted', 'waiting'))), fields=('edition', 'email'), name='an_address_is_nominated_once_an_edition'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('proposed', 'accepted')), _negated=True), ('quota__isnull', True), ('seat__isnull', False), _connector='OR'), name='who_holds_a_place_of_a_quota_has_a_seat')],
                'indexes': [models.Index(fields=['quota', 'state'], name='nomination_fill')],
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('spans', models.JSONField()),
                ('proposed', models.JSONField(default=list)),
                ('why', models.CharField(blank=True, max_length=12)),
                ('verdict', models.CharField(choices=[('open', 'To decide'), ('matched', 'Decided'), ('nobody', 'None of the participants')], default='open', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='training.attendancereport')),
                ('people', models.ManyToManyField(related_name='guests', to='training.nomination')),
            ],
            options={
                'ordering': ['report', 'name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('verdict', 'open')), models.Q(models.Q(('verdict', 'open'), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='who_a_guest_is_was_decided_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('likeness', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(max_length=20)),
                ('verdict', models.CharField(blank=True, choices=[('same', 'The same person'), ('different', 'Two people')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.nomination')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.nomination')),
            ],
            options={
                'ordering': ['-likeness', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='a_pair_is_proposed_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='a_verdict_has_its_judge')],
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('earlier', 'Earlier certificate'), ('elsewhere', 'Passed on another platform'), ('course', 'Course passed here'), ('answered', 'Answered'), ('took_part', 'Took part')], max_length=10)),
                ('verdict', models.CharField(choices=[('presented', 'To decide'), ('recognised', 'Recognised'), ('refused', 'Not recognised')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('given_at', models.DateTimeField(null=True)),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='training.component')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='training.nomination')),
            ],
            options={
                'ordering': ['nomination', 'component', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('nomination', 'component'), name='one_credit_a_person_a_part'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_refused_credit_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'answered'), _negated=True), ('given_at__isnull', True), _connector='OR'), name='an_answered_questionnaire_has_no_moment')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, unique=True)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('credential', models.TextField()),
                ('status_index', models.PositiveIntegerField(unique=True)),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='training.certificate')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='training.issuerkey')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='training.nomination')),
            ],
            options={
                'ordering': ['-issued_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('nomination',), name='a_person_has_one_certificate_in_force_an_edition'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_revoked_certificate_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attended', models.BooleanField()),
                ('reason', models.CharField(max_length=300)),
                ('ruled_at', models.DateTimeField()),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='training.nomination')),
                ('ruled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='training.session')),
            ],
            options={
                'ordering': ['session', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'nomination'), name='one_ruling_a_person_a_session'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_ruling_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('link', 'Joined by the personal link'), ('door', 'Checked in at the door'), ('sheet', 'Signed the sheet')], max_length=6)),
                ('at', models.DateTimeField()),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='training.nomination')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='training.session')),
            ],
            options={
                'ordering': ['session', 'at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'nomination', 'kind'), name='a_presence_is_noted_once_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('title', models.JSONField()),
                ('roles', models.JSONField(default=list)),
                ('points', models.JSONField(default=list)),
                ('is_break', models.BooleanField(default=False)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='training.session')),
            ],
            options={
                'ordering': ['session', 'starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='an_agenda_item_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wave', models.CharField(choices=[('entry', 'On entry'), ('exit', 'On exit'), ('later', 'Months later')], max_length=8)),
                ('component', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='survey', to='training.component')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='training.questionnaire')),
            ],
            options={
                'ordering': ['component'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('pair', models.CharField(max_length=32)),
                ('sealed', models.BinaryField()),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='training.survey')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'pair'), name='everybody_answers_a_survey_once')],
            },
        ),
        migrations.CreateModel(
            name='WorkGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.JSONField()),
                ('asks_for', models.PositiveSmallIntegerField(default=3)),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='training.component')),
            ],
            options={
                'ordering': ['component', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('component', 'key'), name='a_group_is_named_once')],
            },
        ),
        migrations.CreateModel(
            name='GroupWorkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='challenge')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('horizon', models.CharField(choices=[('short', 'Short term'), ('medium', 'Medium term'), ('long', 'Long term')], max_length=8, verbose_name='horizon')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('shared_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objectives', models.ManyToManyField(blank=True, related_name='group_work_items', to='compact.objective')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='training.workgroup')),
            ],
            options={
                'ordering': ['group', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_group_work_item_says_something')],
            },
        ),
        migrations.CreateModel(
            name='CountryDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='training.edition')),
            ],
            options={
                'ordering': ['edition', 'country__name'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'country'), name='a_country_has_one_deadline'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='another_deadline_has_its_reason')],
            },
        ),
    ]
