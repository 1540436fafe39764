import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('assessments', '0001_initial'),
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('answer', 'Answer sections'), ('consult', 'Comment in the consultation'), ('validate', 'Validate from outside')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(max_length=2)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='assessments.assessment')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sections', models.ManyToManyField(related_name='+', to='assessments.subdimension')),
            ],
            options={
                'ordering': ['assessment', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='a_personal_link_expires_after_it_is_made')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assessments.assessment')),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assessments.personallink')),
                ('sub_dimension', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assessments.subdimension')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-seen_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('assessment', 'sub_dimension', 'user'), name='one_presence_of_each_colleague'), models.UniqueConstraint(fields=('assessment', 'sub_dimension', 'link'), name='one_presence_of_each_link')],
            },
        ),
        migrations.CreateModel(
            name='SectionConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_given', models.BooleanField()),
                ('given_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='assessments.assessment')),
                ('dimension', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.dimension')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['assessment', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AnswerVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('value', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No'), ('not_applicable', 'Not applicable'), ('unknown', 'We do not know')], max_length=16)),
                ('explanation', models.TextField(blank=True)),
                ('by', models.CharField(max_length=150)),
                ('saved_at', models.DateTimeField()),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='assessments.answer')),
            ],
            options={
                'ordering': ['answer', '-revision'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'revision'), name='one_version_of_each_revision')],
            },
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_question', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(null=True)),
                ('resolved_by', models.CharField(blank=True, max_length=150)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discussions', to='assessments.assessment')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.question')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.personallink')),
            ],
            options={
                'ordering': ['assessment', 'question__code', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('link__isnull', True), ('user__isnull', False)), models.Q(('link__isnull', False), ('user__isnull', True)), _connector='OR'), name='a_discussion_is_opened_by_a_colleague_or_a_link'), models.CheckConstraint(condition=models.Q(('resolved_at__isnull', True), models.Q(('resolved_by', ''), _negated=True), _connector='OR'), name='a_resolved_discussion_names_who_resolved_it')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discussion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='assessments.discussion')),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.personallink')),
            ],
            options={
                'ordering': ['discussion', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('link__isnull', True), ('user__isnull', False)), models.Q(('link__isnull', False), ('user__isnull', True)), _connector='OR'), name='a_comment_is_said_by_a_colleague_or_a_link')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('stance', models.CharField(choices=[('agree', 'Agree'), ('question', 'Question')], max_length=8)),
                ('checked_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='assessments.assessment')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.question')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='assessments.personallink')),
            ],
            options={
                'ordering': ['assessment', 'question__code', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('link', 'question'), name='one_check_of_each_validator')],
            },
        ),
        migrations.AddField(
            model_name='answer',
            name='confirmed_revision',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='is_announced',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='assessment',
            name='shares_band',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='evidenceitem',
            name='reused_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='assessments.evidenceitem'),
        ),
        migrations.AddField(
            model_name='question',
            name='guidance',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='question',
            name='sdg',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='question',
            name='seal',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='answer',
            name='updated_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='evidenceitem',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answer',
            name='updated_link',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.personallink'),
        ),
        migrations.AddField(
            model_name='evidenceitem',
            name='added_link',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.personallink'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('updated_by__isnull', False), ('updated_link__isnull', True)), models.Q(('updated_by__isnull', True), ('updated_link__isnull', False)), _connector='OR'), name='an_answer_is_given_by_a_colleague_or_a_link'),
        ),
        migrations.AddConstraint(
            model_name='evidenceitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('added_by__isnull', False), ('added_link__isnull', True)), models.Q(('added_by__isnull', True), ('added_link__isnull', False)), _connector='OR'), name='evidence_is_added_by_a_colleague_or_a_link'),
        ),
    ]
