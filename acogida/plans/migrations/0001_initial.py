import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('assessments', '0001_initial'),
        ('compact', '0001_initial'),
        ('documents', '0001_initial'),
        ('evidence', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('slug', models.SlugField(max_length=220, unique=True)),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('contexts', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('diagnosis', 'Diagnosis'), ('prioritisation', 'Prioritisation'), ('design', 'Design'), ('implementation', 'Implementation'), ('evaluation', 'Evaluation'), ('closed', 'Closed')], default='diagnosis', max_length=16)),
                ('weights_locked_at', models.DateTimeField(null=True)),
                ('scoring_closed_at', models.DateTimeField(null=True)),
                ('priorities_reason', models.TextField(blank=True)),
                ('adoption_asked_at', models.DateTimeField(null=True)),
                ('first_adopted_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='accounts.organisation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='territories.territory')),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='a_plan_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('state__in', ['diagnosis', 'prioritisation', 'design']), ('first_adopted_at__isnull', False), _connector='OR'), name='a_plan_in_execution_was_adopted')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('horizon', models.CharField(choices=[('short', 'Short term'), ('medium', 'Medium term'), ('long', 'Long term')], max_length=8, verbose_name='horizon')),
                ('cause', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True, verbose_name='how we know')),
                ('rank', models.PositiveSmallIntegerField(null=True)),
                ('mean', models.FloatField(null=True)),
                ('spread', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('scorers', models.PositiveSmallIntegerField(default=0)),
                ('is_priority', models.BooleanField(default=False)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='assessments.answer')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('figure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='evidence.figure')),
                ('objectives', models.ManyToManyField(related_name='challenges', to='compact.objective')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenges', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', models.OrderBy(models.F('rank'), nulls_last=True), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__isnull', False), ('figure__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_challenge_has_a_cause')],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason_without_challenge', models.TextField(blank=True)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('responsible_unit', models.CharField(max_length=160, verbose_name='responsible unit')),
                ('partners', models.CharField(blank=True, max_length=300, verbose_name='partners')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('budget', models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name='budget')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                ('budget_source', models.CharField(blank=True, max_length=160, verbose_name='source of the money')),
                ('reminded_of', models.DateField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('local_action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='compact.localaction')),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='compact.objective')),
                ('challenge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='plans.challenge')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', 'starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='an_action_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('challenge__isnull', False), models.Q(('reason_without_challenge', ''), _negated=True), _connector='OR'), name='an_action_has_a_cause_or_a_written_reason'), models.CheckConstraint(condition=models.Q(('budget__isnull', True), models.Q(('currency', ''), _negated=True), _connector='OR'), name='a_budget_has_a_currency')],
            },
        ),
        migrations.CreateModel(
            name='ActionIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='indicator')),
                ('unit', models.CharField(max_length=60, verbose_name='unit')),
                ('direction', models.CharField(choices=[('increase', 'Should rise'), ('decrease', 'Should fall')], default='increase', max_length=8)),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='baseline')),
                ('baseline_on', models.DateField(verbose_name='date of the baseline')),
                ('target', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='target')),
                ('target_on', models.DateField(verbose_name='by when')),
                ('every_months', models.PositiveSmallIntegerField(default=6, verbose_name='reported every (months)')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plans.action')),
            ],
            options={
                'ordering': ['action', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('unit', ''), _negated=True), name='an_indicator_has_a_unit'), models.CheckConstraint(condition=models.Q(('target_on__gt', models.F('baseline_on'))), name='a_target_comes_after_its_baseline'), models.CheckConstraint(condition=models.Q(models.Q(('direction', 'increase'), ('target__gt', models.F('baseline'))), models.Q(('direction', 'decrease'), ('target__lt', models.F('baseline'))), _connector='OR'), name='a_target_is_better_than_its_baseline'), models.CheckConstraint(condition=models.Q(('every_months__gte', 1), ('every_months__lte', 24)), name='an_indicator_is_reported_every_1_to_24_months')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('weight', models.PositiveSmallIntegerField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'key'), name='each_criterion_once_a_plan'), models.CheckConstraint(condition=models.Q(('weight__lte', 100)), name='a_weight_is_at_most_100')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('note', models.TextField(blank=True)),
                ('adopted_at', models.DateTimeField()),
                ('adopted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', '-number'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='versions_are_numbered_once')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reported_on', models.DateField()),
                ('condition', models.CharField(choices=[('not_started', 'Not started'), ('under_way', 'Under way'), ('delayed', 'Delayed'), ('done', 'Finished'), ('stopped', 'Stopped')], max_length=12)),
                ('narrative', models.TextField()),
                ('delay_reason', models.TextField(blank=True)),
                ('spent', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('evidence_link', models.URLField(blank=True, max_length=400)),
                ('due_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='plans.action')),
                ('evidence_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['action', '-reported_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('condition__in', ['delayed', 'stopped']), _negated=True), models.Q(('delay_reason', ''), _negated=True), _connector='OR'), name='a_delay_or_stop_has_a_reason'), models.CheckConstraint(condition=models.Q(('spent__isnull', True), ('spent__gte', 0), _connector='OR'), name='spending_is_never_negative')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('source', models.CharField(max_length=200)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='plans.actionindicator')),
                ('progress', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='plans.progress')),
            ],
            options={
                'ordering': ['indicator', 'progress'],
                'constraints': [models.UniqueConstraint(fields=('progress', 'indicator'), name='one_value_an_indicator_and_report'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='no_result_without_a_source')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveSmallIntegerField()),
                ('scored_at', models.DateTimeField()),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='plans.challenge')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='plans.criterion')),
                ('scorer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['challenge', 'criterion', 'scorer'],
                'constraints': [models.UniqueConstraint(fields=('challenge', 'criterion', 'scorer'), name='one_score_a_person'), models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lte', 5)), name='a_score_is_from_1_to_5')],
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='current_version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.planversion'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('first_adopted_at__isnull', True), ('current_version__isnull', False), _connector='OR'), name='an_adopted_plan_has_its_version'),
        ),
    ]
