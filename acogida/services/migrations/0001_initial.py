import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from acogida.core.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('accounts', '__first__'),
        ('territories', '0001_initial'),
    ]

    operations = [Tables([
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('time_zone', models.CharField(max_length=40)),
                ('topics', models.JSONField(default=list)),
                ('origins', models.JSONField(default=list)),
                ('languages', models.JSONField(default=list)),
                ('is_open', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='accounts.organisation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
            ],
            options={
                'ordering': ['organisation', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='an_organisation_names_an_office_once')],
            },
        ),
        migrations.CreateModel(
            name='OutreachDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('held_on', models.DateField()),
                ('starts_at', models.TimeField()),
                ('ends_at', models.TimeField()),
                ('place', models.CharField(max_length=200)),
                ('partners', models.JSONField(default=list)),
                ('checklist', models.JSONField(default=list)),
                ('quota', models.PositiveIntegerField(null=True)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('turned_away', models.PositiveIntegerField(null=True)),
                ('lesson', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outreach_days', to='services.office')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outreach_days', to='accounts.organisation')),
            ],
            options={
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quota__isnull', True), ('quota__gte', 1), _connector='OR'), name='a_quota_is_for_at_least_one')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('slug', models.SlugField(max_length=200, unique=True)),
                ('provider', models.CharField(max_length=160)),
                ('provider_kind', models.CharField(choices=[('municipal', 'Municipality'), ('state', 'National or provincial body'), ('civil', 'Civil society'), ('international', 'International organisation'), ('consulate', 'Consulate'), ('other', 'Other')], max_length=16)),
                ('summary', models.JSONField(default=dict)),
                ('eligibility', models.JSONField(default=dict)),
                ('advice', models.JSONField(default=dict)),
                ('cost', models.CharField(choices=[('free', 'Free'), ('partly', 'Partly paid'), ('paid', 'Paid'), ('unknown', 'Not known')], default='unknown', max_length=8)),
                ('papers', models.JSONField(default=list)),
                ('accessibility', models.JSONField(default=list)),
                ('by_appointment', models.BooleanField(default=False)),
                ('address', models.CharField(blank=True, max_length=240)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('whatsapp', models.CharField(blank=True, max_length=60)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('website', models.URLField(blank=True, max_length=300)),
                ('hours', models.CharField(blank=True, max_length=400)),
                ('time_zone', models.CharField(max_length=40)),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('is_located', models.BooleanField(default=False)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('closed', 'Closed for good')], default='draft', max_length=10)),
                ('closed_reason', models.CharField(blank=True, max_length=240)),
                ('checked_on', models.DateField(null=True)),
                ('check_every_months', models.PositiveSmallIntegerField(default=6)),
                ('check_due_on', models.DateField(null=True)),
                ('reminded_of', models.DateField(null=True)),
                ('search_text', models.TextField(blank=True)),
                ('identity', models.CharField(max_length=420)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='accounts.organisation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='territories.territory')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('territory', 'identity'), name='a_service_stands_once_in_its_place'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('checked_by__isnull', False), ('checked_on__isnull', False)), _connector='OR'), name='a_published_service_was_checked_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_reason', ''), _negated=True), _connector='OR'), name='a_closed_service_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('lat__isnull', True), ('lon__isnull', True)), models.Q(('lat__gte', -90), ('lat__lte', 90), ('lon__gte', -180), ('lon__lte', 180)), _connector='OR'), name='a_position_has_both_coordinates'), models.CheckConstraint(condition=models.Q(('check_every_months__gte', 1), ('check_every_months__lte', 24)), name='a_service_is_checked_every_1_to_24_months')],
                'indexes': [models.Index(fields=['state', 'name', 'id'], name='service_by_name'), models.Index(fields=['state', 'lat', 'lon'], name='service_by_position')],
            },
        ),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('month', models.CharField(max_length=7)),
                ('topic', models.CharField(max_length=20)),
                ('origin', models.CharField(blank=True, max_length=8)),
                ('sex', models.CharField(blank=True, choices=[('f', 'Women'), ('m', 'Men'), ('', 'Not noted')], max_length=1)),
                ('age', models.CharField(blank=True, choices=[('0-11', '0–11'), ('12-17', '12–17'), ('18-29', '18–29'), ('30-59', '30–59'), ('60+', '60 and over'), ('', 'Not noted')], max_length=6)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('count', models.PositiveIntegerField()),
                ('identity', models.CharField(max_length=160, unique=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='services.office')),
                ('outreach', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='services.outreachday')),
                ('referred', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service')),
            ],
            options={
                'ordering': ['office', 'day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='a_cell_counts_somebody'), models.CheckConstraint(condition=models.Q(('topic__in', ['information', 'papers', 'asylum', 'consular', 'legal', 'health', 'pregnancy', 'mental', 'education', 'work', 'housing', 'food', 'violence', 'trafficking', 'childhood', 'family', 'language', 'money', 'community', 'return'])), name='a_counted_topic_is_on_the_list'), models.CheckConstraint(condition=models.Q(('sex__in', ['f', 'm', ''])), name='a_counted_sex_is_on_the_list'), models.CheckConstraint(condition=models.Q(('age__in', ['0-11', '12-17', '18-29', '30-59', '60+', ''])), name='a_counted_age_is_on_the_list')],
                'indexes': [models.Index(fields=['organisation', 'month'], name='cells_of_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Protocol',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('situation', models.CharField(choices=[('child', 'Unaccompanied child or adolescent'), ('papers', 'Expired papers, or none'), ('pregnancy', 'Pregnancy'), ('labour', 'Labour abuse'), ('violence', 'Violence'), ('trafficking', 'Signs of trafficking in persons'), ('health', 'Urgent health need'), ('asylum', 'Need of international protection'), ('missing', 'Search for a missing relative')], max_length=12)),
                ('slug', models.SlugField(max_length=200, unique=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protocols', to='accounts.organisation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protocols', to='territories.territory')),
            ],
            options={
                'ordering': ['organisation', 'situation'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'situation'), name='one_protocol_for_a_situation')],
            },
        ),
        migrations.CreateModel(
            name='ProtocolVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('intro', models.TextField(blank=True)),
                ('steps', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('approval', 'With the institutions'), ('in_force', 'In force'), ('replaced', 'Replaced')], default='draft', max_length=10)),
                ('in_force_on', models.DateField(null=True)),
                ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='services.protocol')),
            ],
            options={
                'ordering': ['protocol', '-number'],
                'constraints': [models.UniqueConstraint(fields=('protocol', 'number'), name='protocol_versions_are_numbered_once'), models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('protocol',), name='one_version_is_in_force'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'approval'])), fields=('protocol',), name='one_version_is_being_made'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_force'), _negated=True), ('in_force_on__isnull', False), _connector='OR'), name='a_version_in_force_says_since_when')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('day', models.DateField(db_index=True)),
                ('is_undone', models.BooleanField(default=False)),
                ('cell', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='services.cell')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SentMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(max_length=7)),
                ('dataset_code', models.CharField(max_length=80)),
                ('indicator_code', models.CharField(max_length=80)),
                ('sent_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['organisation', '-month'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'month'), name='a_month_is_sent_once')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wrong', models.CharField(choices=[('phone', 'The telephone number'), ('address', 'The address'), ('website', 'The web page'), ('name', 'The name'), ('hours', 'The opening hours'), ('papers', 'The papers they ask for'), ('cost', 'What it costs'), ('gone', 'It no longer exists'), ('other', 'Something else')], max_length=10)),
                ('before', models.CharField(blank=True, max_length=400)),
                ('text', models.CharField(max_length=400)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('approved', 'Approved'), ('declined', 'Declined')], default='waiting', max_length=10)),
                ('sent_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='services.service')),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='a_decided_correction_says_by_whom_and_when')],
            },
        ),
        migrations.CreateModel(
            name='ServiceLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='language_rows', to='services.service')),
            ],
            options={
                'ordering': ['service', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('service', 'code'), name='a_service_speaks_a_language_once')],
                'indexes': [models.Index(fields=['code', 'service'], name='service_by_language')],
            },
        ),
        migrations.CreateModel(
            name='ServiceTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=20)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_rows', to='services.service')),
            ],
            options={
                'ordering': ['service', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('service', 'topic'), name='a_service_has_a_topic_once'), models.CheckConstraint(condition=models.Q(('topic__in', ['information', 'papers', 'asylum', 'consular', 'legal', 'health', 'pregnancy', 'mental', 'education', 'work', 'housing', 'food', 'violence', 'trafficking', 'childhood', 'family', 'language', 'money', 'community', 'return'])), name='a_topic_is_on_the_list')],
                'indexes': [models.Index(fields=['topic', 'service'], name='service_by_topic')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('institution', models.CharField(max_length=160)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('position', models.CharField(blank=True, max_length=160)),
                ('reference', models.CharField(blank=True, max_length=200)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='services.protocolversion')),
            ],
            options={
                'ordering': ['version', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'institution'), name='an_institution_signs_a_version_once'), models.CheckConstraint(condition=models.Q(('signed_at__isnull', True), models.Q(('position', ''), _negated=True), models.Q(('reference', ''), _negated=True), _connector='OR'), name='a_signature_says_in_which_position_or_where_it_is_written')],
            },
        ),
    ])]
