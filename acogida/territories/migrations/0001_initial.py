import django.db.models.deletion
from django.db import migrations, models

from acogida.core.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [Tables([
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('level', models.CharField(choices=[('world', 'World'), ('region', 'Region'), ('country', 'Country'), ('division', 'First-level division'), ('municipality', 'Municipality'), ('place', 'Populated place')], max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('names', models.JSONField(blank=True, default=dict)),
                ('slug', models.SlugField(max_length=200, unique=True)),
                ('iso2', models.CharField(blank=True, max_length=2)),
                ('m49', models.PositiveSmallIntegerField(null=True)),
                ('code_system', models.CharField(blank=True, max_length=60)),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('population', models.PositiveBigIntegerField(null=True)),
                ('population_year', models.PositiveSmallIntegerField(null=True)),
                ('population_source', models.CharField(blank=True, max_length=160)),
                ('prominence', models.PositiveBigIntegerField(default=0)),
                ('is_lac', models.BooleanField(default=False)),
                ('is_demonstration', models.BooleanField(default=False)),
                ('search_text', models.CharField(blank=True, max_length=400)),
                ('country', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.territory')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='territories.territory')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'indexes': [models.Index(fields=['level', 'country', 'name'], name='territory_in_country'), models.Index(fields=['country', '-prominence'], name='territory_biggest_in_country')],
            },
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(db_index=True, max_length=160)),
                ('is_whole', models.BooleanField()),
                ('prominence', models.PositiveBigIntegerField()),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territories.territory')),
            ],
            options={
                'ordering': ['territory', 'text'],
            },
        ),
    ])]
