import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('compact', '0001_initial'),
        ('documents', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('version', models.CharField(max_length=20)),
                ('title', models.JSONField()),
                ('warning', models.JSONField(default=dict)),
                ('evidence_words', models.JSONField(default=dict)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['code', '-version'],
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='one_instrument_of_each_version')],
            },
        ),
        migrations.CreateModel(
            name='Dimension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField()),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.JSONField()),
                ('long_name', models.JSONField(default=dict)),
                ('focus', models.JSONField(default=dict)),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dimensions', to='assessments.instrument')),
            ],
            options={
                'ordering': ['instrument', 'number'],
                'constraints': [models.UniqueConstraint(fields=('instrument', 'key'), name='one_dimension_of_each_key')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('consultation', 'In consultation'), ('validation', 'In validation'), ('published', 'Published')], default='draft', max_length=12)),
                ('created_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('first_published_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='accounts.organisation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='territories.territory')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='assessments.instrument')),
            ],
            options={
                'ordering': ['-year', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'instrument', 'year'), name='one_assessment_a_year_with_each_instrument'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('first_published_at__isnull', False), _connector='OR'), name='a_published_assessment_knows_since_when')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('summary', models.JSONField(default=dict)),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='assessments.assessment')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['assessment', '-number'],
                'constraints': [models.UniqueConstraint(fields=('assessment', 'number'), name='publications_are_numbered_once')],
            },
        ),
        migrations.CreateModel(
            name='SubDimension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField()),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.JSONField()),
                ('dimension', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sub_dimensions', to='assessments.dimension')),
            ],
            options={
                'ordering': ['dimension', 'number'],
                'constraints': [models.UniqueConstraint(fields=('dimension', 'key'), name='one_sub_dimension_of_each_key')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('number', models.PositiveSmallIntegerField()),
                ('topic', models.SlugField(blank=True)),
                ('text', models.JSONField()),
                ('evidence_types', models.JSONField(default=list)),
                ('source', models.CharField(max_length=40)),
                ('source_note', models.CharField(blank=True, max_length=200)),
                ('objectives', models.ManyToManyField(related_name='questions', to='compact.objective')),
                ('sub_dimension', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='assessments.subdimension')),
            ],
            options={
                'ordering': ['sub_dimension__dimension__instrument', 'code'],
                'constraints': [models.UniqueConstraint(fields=('sub_dimension', 'code'), name='one_question_of_each_code')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No'), ('not_applicable', 'Not applicable'), ('unknown', 'We do not know')], max_length=16)),
                ('explanation', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField()),
                ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='assessments.assessment')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='assessments.question')),
            ],
            options={
                'ordering': ['assessment', 'question__code'],
                'constraints': [models.UniqueConstraint(fields=('assessment', 'question'), name='one_answer_to_each_question')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('text', 'Note'), ('link', 'Link'), ('file', 'File'), ('legal', 'Legal citation')], max_length=8)),
                ('title', models.CharField(max_length=200)),
                ('detail', models.TextField(blank=True)),
                ('link', models.URLField(blank=True, max_length=400)),
                ('file_is_public', models.BooleanField(default=False)),
                ('dated', models.DateField(null=True)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='assessments.answer')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'ordering': ['answer', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'link'), models.Q(('link', ''), _negated=True)), models.Q(('kind', 'file'), ('file__isnull', False)), ('kind__in', ['text', 'legal']), _connector='OR'), name='evidence_of_a_kind_carries_what_the_kind_needs')],
            },
        ),
        migrations.AddField(
            model_name='assessment',
            name='current_publication',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.publication'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('first_published_at__isnull', True), ('current_publication__isnull', False), _connector='OR'), name='what_was_published_has_an_edition'),
        ),
    ]
