"""The tables of a module are made at once; what replaced early migrations is told as what it replaced."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from acogida.core.backup import database
from acogida.core.tables import Tables

LATER = ("plans", "0005_challenge_topic_actionindicator_topics")


def key():
    return ("id", models.BigAutoField(primary_key=True))


def a_town_with_its_river():
    """As `makemigrations` writes it: what points at a later table, and what holds, comes after the tables."""
    return [
        migrations.CreateModel("Town", [key(), ("name", models.CharField(max_length=20))]),
        migrations.CreateModel("River", [key(), ("town", models.ForeignKey("core.Town", models.CASCADE))]),
        migrations.AddField("town", "rivers", models.ManyToManyField("core.River", related_name="+")),
        migrations.AddField("town", "port", models.ForeignKey("core.River", models.SET_NULL, null=True)),
        migrations.AddIndex("town", models.Index(fields=["name"], name="town_by_name")),
        migrations.AddConstraint(
            "town", models.CheckConstraint(condition=~models.Q(name=""), name="a_town_has_a_name")
        ),
    ]


@pytest.mark.django_db(transaction=True)
def test_tables_come_whole_and_go_again():
    before, after = ProjectState(), ProjectState()
    tables = Tables(a_town_with_its_river())
    tables.state_forwards("core", after)
    there = set(connection.introspection.table_names())

    with connection.schema_editor() as editor:
        tables.database_forwards("core", editor, before, after)
    with connection.cursor() as cursor:
        columns = {one.name for one in connection.introspection.get_table_description(cursor, "core_town")}
        kept = set(connection.introspection.get_constraints(cursor, "core_town"))
    made = set(connection.introspection.table_names()) - there
    with connection.schema_editor() as editor:
        tables.database_backwards("core", editor, after, before)

    assert made == {"core_town", "core_river", "core_town_rivers"}
    assert columns == {"id", "name", "port_id"}
    assert {"town_by_name", "a_town_has_a_name"} <= kept
    assert set(connection.introspection.table_names()) == there


def test_migrations_that_one_has_replaced_are_told_by_it():
    early = {"accounts.0001_initial", "accounts.0002_settled_at", "core.0001_initial"}

    assert database.told_now(early) == {"accounts.0001_tables", "core.0001_initial"}
    assert database.told_now(early - {"accounts.0002_settled_at"}) == early - {"accounts.0002_settled_at"}
    assert database.told_now(["core.0999_later"]) == {"core.0999_later"}


@pytest.mark.django_db
def test_every_migration_here_is_known_by_its_name_of_today():
    assert set(database.applied_migrations()) == database.known_migrations()


@pytest.mark.django_db
def test_tables_too_old_to_be_upgraded_are_said_so():
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(*LATER)
    recorder.record_unapplied("plans", "0001_tables")

    with pytest.raises(CommandError, match=r"plans\.0005_challenge\w+ was never applied"):
        call_command("setup")
