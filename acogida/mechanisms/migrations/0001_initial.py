import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('compact', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('key', models.SlugField(primary_key=True, serialize=False)),
                ('names', models.JSONField()),
                ('objectives', models.ManyToManyField(related_name='+', to='compact.objective')),
            ],
            options={
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='Mechanism',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('names', models.JSONField()),
                ('acronyms', models.JSONField(blank=True, default=dict)),
                ('kind', models.CharField(choices=[('regional_consultative_process', 'Regional consultative process'), ('regional_coordination_process', 'Regional coordination process'), ('regional_protection_framework', 'Regional protection framework'), ('regional_forum', 'Regional forum'), ('interregional_forum', 'Interregional forum'), ('intergovernmental_committee', 'Intergovernmental committee'), ('network_of_authorities', 'Network of authorities'), ('political_declaration', 'Political declaration'), ('un_network', 'United Nations network'), ('un_review_forum', 'United Nations review forum'), ('un_interagency_group', 'United Nations interagency group'), ('global_forum', 'Global forum'), ('stakeholder_mechanism', 'Stakeholders’ mechanism'), ('civil_society_network', 'Civil society network'), ('local_government_association', 'Association of local governments'), ('local_government_mechanism', 'Mechanism of local governments'), ('programme', 'Programme'), ('project', 'Project'), ('fund', 'Fund')], max_length=40)),
                ('reach', models.CharField(choices=[('regional', 'Regional'), ('interregional', 'Interregional'), ('hemispheric', 'Hemispheric'), ('global', 'Global')], max_length=20)),
                ('area', models.CharField(blank=True, max_length=60)),
                ('status', models.CharField(choices=[('active', 'Active when last seen in a source'), ('unseen', 'Not seen active for years'), ('unknown', 'Not verified'), ('ended', 'Ended')], max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('checked_on', models.DateField()),
                ('themes', models.ManyToManyField(related_name='mechanisms', to='mechanisms.theme')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField()),
                ('type', models.CharField(choices=[('declaration', 'Declaration'), ('plan', 'Plan'), ('resolution', 'Resolution'), ('statute', 'Statute')], max_length=12)),
                ('dated', models.CharField(max_length=10)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('is_shipped', models.BooleanField(default=False)),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='mechanisms.mechanism')),
            ],
            options={
                'ordering': ['mechanism', '-dated', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('founded', 'Founded'), ('secretariat', 'Secretariat'), ('website', 'Website'), ('members', 'Who is in it'), ('note', 'Note')], max_length=20)),
                ('text', models.JSONField()),
                ('confidence', models.CharField(choices=[('high', 'Read in an official page, or two sources agree'), ('medium', 'One source, an older page, or recalled and consistent'), ('low', 'One weak or indirect source'), ('analyst', 'Our reading'), ('unknown', 'Not found')], max_length=10)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('checked_on', models.DateField()),
                ('is_shipped', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='mechanisms.mechanism')),
            ],
            options={
                'ordering': ['mechanism', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('recorded_at')), _connector='OR'), name='a_fact_ends_after_it_was_recorded')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', models.JSONField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='day', max_length=5)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('confidence', models.CharField(choices=[('high', 'Read in an official page, or two sources agree'), ('medium', 'One source, an older page, or recalled and consistent'), ('low', 'One weak or indirect source'), ('analyst', 'Our reading'), ('unknown', 'Not found')], max_length=10)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('checked_on', models.DateField()),
                ('is_shipped', models.BooleanField(default=False)),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='mechanisms.mechanism')),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_meeting_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('member', 'Member'), ('associate', 'Associate'), ('support', 'Support platform'), ('observer', 'Observer')], max_length=10)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('starts_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='day', max_length=5)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('confidence', models.CharField(choices=[('high', 'Read in an official page, or two sources agree'), ('medium', 'One source, an older page, or recalled and consistent'), ('low', 'One weak or indirect source'), ('analyst', 'Our reading'), ('unknown', 'Not found')], max_length=10)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('checked_on', models.DateField()),
                ('is_shipped', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='mechanisms.mechanism')),
            ],
            options={
                'ordering': ['mechanism', 'part', 'country__name', 'pk'],
                'indexes': [models.Index(fields=['country', 'part'], name='mechanisms_of_country')],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='a_country_leaves_after_it_came')],
            },
        ),
        migrations.CreateModel(
            name='Presidency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('confidence', models.CharField(choices=[('high', 'Read in an official page, or two sources agree'), ('medium', 'One source, an older page, or recalled and consistent'), ('low', 'One weak or indirect source'), ('analyst', 'Our reading'), ('unknown', 'Not found')], max_length=10)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('checked_on', models.DateField()),
                ('is_shipped', models.BooleanField(default=False)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presidencies', to='mechanisms.mechanism')),
            ],
            options={
                'ordering': ['mechanism', '-starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_presidency_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('founded', 'Founded'), ('secretariat', 'Secretariat'), ('website', 'Website'), ('members', 'Who is in it'), ('note', 'Note')], max_length=20)),
                ('text', models.TextField(max_length=2000)),
                ('source', models.CharField(max_length=400)),
                ('state', models.CharField(choices=[('waiting', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='waiting', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('proposed_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='mechanisms.mechanism')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='a_declined_proposal_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('answered_by__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='an_answered_proposal_says_by_whom')],
            },
        ),
        migrations.CreateModel(
            name='ObjectiveCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confidence', models.CharField(choices=[('high', 'Read in an official page, or two sources agree'), ('medium', 'One source, an older page, or recalled and consistent'), ('low', 'One weak or indirect source'), ('analyst', 'Our reading'), ('unknown', 'Not found')], max_length=10)),
                ('mechanism', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='mechanisms.mechanism')),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='compact.objective')),
                ('themes', models.ManyToManyField(related_name='+', to='mechanisms.theme')),
            ],
            options={
                'ordering': ['mechanism', 'objective'],
                'constraints': [models.UniqueConstraint(fields=('mechanism', 'objective'), name='a_mechanism_has_an_objective_once')],
            },
        ),
    ]
