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
            name='Dataset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('title', models.JSONField()),
                ('description', models.JSONField(default=dict)),
                ('publisher', models.CharField(max_length=200)),
                ('licence', models.CharField(max_length=120)),
                ('source_url', models.URLField(blank=True, max_length=400)),
                ('edition', models.CharField(max_length=80)),
                ('retrieved_on', models.DateField(null=True)),
                ('coverage', models.JSONField(default=dict)),
                ('known_gaps', models.JSONField(default=dict)),
                ('files', models.JSONField(default=list)),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('is_public', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='datasets', to='accounts.organisation')),
            ],
            options={
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=300)),
                ('mapping', models.JSONField(default=dict)),
                ('report', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('uploaded', 'Uploaded'), ('checked', 'Checked'), ('imported', 'Imported'), ('refused', 'Refused')], default='uploaded', max_length=12)),
                ('uploaded_at', models.DateTimeField()),
                ('imported_at', models.DateTimeField(null=True)),
                ('dataset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.dataset')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='accounts.organisation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'imported'), _negated=True), models.Q(('dataset__isnull', False), ('imported_at__isnull', False)), _connector='OR'), name='an_import_done_has_its_data_set_and_moment')],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('title', models.JSONField()),
                ('definition', models.JSONField(default=dict)),
                ('sentences', models.JSONField(default=dict)),
                ('unit', models.CharField(max_length=40)),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='evidence.dataset')),
                ('objectives', models.ManyToManyField(related_name='indicators', to='compact.objective')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='accounts.organisation')),
                ('sdg_targets', models.ManyToManyField(related_name='+', to='compact.sdgtarget')),
            ],
            options={
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=10)),
                ('dimensions', models.JSONField(blank=True, default=dict)),
                ('value', models.FloatField()),
                ('sentence', models.JSONField()),
                ('edition', models.CharField(max_length=80)),
                ('cited_at', models.DateTimeField()),
                ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.dataset')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.indicator')),
            ],
            options={
                'ordering': ['-cited_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=10)),
                ('sex', models.CharField(default='all', max_length=8)),
                ('age', models.CharField(default='all', max_length=20)),
                ('origin', models.CharField(default='all', max_length=40)),
                ('value', models.FloatField()),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='evidence.indicator')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='evidence.import')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
            ],
            options={
                'ordering': ['indicator', 'territory', 'period', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'territory', 'period', 'sex', 'age', 'origin'), name='one_observation_for_each_cell')],
            },
        ),
        migrations.CreateModel(
            name='PublicFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('text', models.JSONField()),
                ('objectives_basis', models.CharField(blank=True, max_length=12)),
                ('source_names', models.JSONField()),
                ('source_url', models.URLField(blank=True, max_length=400)),
                ('locator', models.CharField(blank=True, max_length=200)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('grade', models.CharField(choices=[('to_be_verified', 'to be verified'), ('verified', 'verified with the municipality')], max_length=20)),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('objectives', models.ManyToManyField(related_name='public_facts', to='compact.objective')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='public_facts', to='territories.territory')),
            ],
            options={
                'ordering': ['territory', 'order', 'pk'],
            },
        ),
    ]
