from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mid_term', 'Mid-term evaluation'), ('final', 'Final evaluation')], max_length=8)),
                ('evaluator', models.CharField(max_length=200, verbose_name='who evaluates')),
                ('method', models.TextField(verbose_name='how')),
                ('content', models.JSONField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('opened_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['plan', 'opened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(choices=[('relevance', 'Relevance'), ('coherence', 'Coherence'), ('effectiveness', 'Effectiveness'), ('efficiency', 'Efficiency'), ('impact', 'Impact'), ('sustainability', 'Sustainability')], max_length=16)),
                ('text', models.TextField(verbose_name='finding')),
                ('evidence', models.TextField(verbose_name='what shows it')),
                ('link', models.URLField(blank=True, max_length=400, verbose_name='link')),
            ],
            options={
                'ordering': ['evaluation', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='lesson')),
                ('worked', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['evaluation', '-worked', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.CharField(max_length=300, verbose_name='what it brings')),
                ('state', models.CharField(choices=[('asked', 'Asked to take part, no answer yet'), ('confirmed', 'Takes part'), ('declined', 'Does not take part')], default='asked', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['action', 'asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='recommendation')),
                ('response', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('partly', 'Accepted in part'), ('rejected', 'Not accepted')], max_length=8)),
                ('response_text', models.TextField(blank=True, verbose_name='why, or how')),
                ('unit', models.CharField(blank=True, max_length=160, verbose_name='responsible unit')),
                ('due_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('open', 'Not begun'), ('under_way', 'Under way'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=9)),
                ('state_text', models.TextField(blank=True, verbose_name='what was done')),
                ('state_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ['evaluation', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ScoringSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('label', models.CharField(blank=True, max_length=80, verbose_name='what is written on it')),
                ('typed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.AlterModelOptions(
            name='score',
            options={'ordering': ['challenge', 'criterion', 'scorer', 'sheet']},
        ),
        migrations.RemoveConstraint(
            model_name='challenge',
            name='a_challenge_has_a_cause',
        ),
        migrations.AddField(
            model_name='action',
            name='ally',
            field=models.CharField(blank=True, max_length=200, verbose_name='ally'),
        ),
        migrations.AddField(
            model_name='action',
            name='competence',
            field=models.CharField(choices=[('own', 'The municipality decides it'), ('shared', 'Shared with another level of government'), ('outside', 'Outside municipal competence')], default='own', max_length=8),
        ),
    ]
