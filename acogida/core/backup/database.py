"""The database into a folder and back: SQLite by its online backup, PostgreSQL table by table.

Neither needs a program beside Python. What is made from elsewhere (cache, search index, figures) is
left out.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from acogida.core.errors import Refused

SQLITE_FILE = "acogida.sqlite3"
NOT_COPIED = {"django_migrations"}


def engine() -> str:
    return connection.vendor


def applied_migrations() -> list[str]:
    """The migrations this database has, as `module.name`."""
    return sorted(told_now(".".join(key) for key in MigrationRecorder(connection).applied_migrations()))


def told_now(migrations: Iterable[str]) -> set[str]:
    """Migrations as this version names them: those that one has replaced since are told by that one."""
    named = set(migrations)
    for key, migration in MigrationLoader(None).replacements.items():
        replaced = {".".join(one) for one in migration.replaces}
        if replaced <= named:
            named = named - replaced | {".".join(key)}
    return named


def known_migrations() -> set[str]:
    """The migrations this version of Acogida brings."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def is_empty() -> bool:
    """Whether nobody has an account here yet: reference data alone does not count."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- after the settings are read

    users = get_user_model()._meta.db_table
    return users not in connection.introspection.table_names() or not get_user_model().objects.exists()


def dump(folder: Path) -> None:
    """Write the database as it stands at one moment into a folder, while others go on working."""
    folder.mkdir(parents=True)
    if engine() == "sqlite":
        _dump_sqlite(folder / SQLITE_FILE)
    else:
        _dump_postgresql(folder)


def load(folder: Path, *, migrations: Iterable[str]) -> None:
    """Put a dumped database in the place of this one, all or nothing.

    `migrations` are those of the dump. Refused where this version cannot take it.
    """
    made_with = told_now(migrations)
    newer = sorted(made_with - known_migrations())
    if newer:
        raise Refused(
            f"The backup was made by a newer Acogida ({newer[0]} is not known here)."
            " Install that version first."
        )
    if engine() == "sqlite":
        _load_sqlite(folder / SQLITE_FILE)
    else:
        call_command("migrate", interactive=False, verbosity=0)
        missing = sorted(set(applied_migrations()) - made_with)
        if missing:
            raise Refused(
                f"The backup was made by an older Acogida (without {missing[0]}). Restore it with the version"
                " that made it, then upgrade."
            )
        _load_postgresql(folder)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(path, timeout=30)
    try:
        yield opened
    finally:
        opened.close()


def _dump_sqlite(target: Path) -> None:
    with _opened(Path(connection.settings_dict["NAME"])) as ours, _opened(target) as copy:
        ours.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _load_sqlite(source: Path) -> None:
    """Page by page into the live file, as the engine itself does it: readers never see a half."""
    with _opened(source) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Refused("The database in the backup is damaged.")
        connection.close()
        target = Path(connection.settings_dict["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        with _opened(target) as ours:
            copy.backup(ours)
            ours.execute("PRAGMA journal_mode=WAL")


def _tables() -> list[str]:
    cache = settings.CACHES["default"].get("LOCATION", "")
    return sorted(set(connection.introspection.table_names()) - NOT_COPIED - {cache})


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _copy(table: str, columns: list[str], direction: str) -> sql.Composed:
    return sql.SQL("COPY {} ({}) " + direction).format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )


def _dump_postgresql(folder: Path) -> None:
    """Each table as COPY gives it, all as of one moment; its first line names the columns."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for table in _tables():
            columns = _columns(cursor, table)
            with (folder / f"{table}.copy").open("wb") as file:
                file.write(("\t".join(columns) + "\n").encode())
                with cursor.copy(_copy(table, columns, "TO STDOUT")) as rows:
                    for part in rows:
                        file.write(part)


def _load_postgresql(folder: Path) -> None:
    """Every table emptied and filled in one transaction; references are checked when it ends."""
    files = {path.stem: path for path in sorted(folder.glob("*.copy"))}
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables()
        if unknown := sorted(set(files) - set(tables)):
            raise Refused(f"The backup holds a table that is not known here: {unknown[0]}.")
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
        for table, path in files.items():
            with path.open("rb") as file:
                columns = file.readline().decode().rstrip("\n").split("\t")
                with cursor.copy(_copy(table, columns, "FROM STDIN")) as rows:
                    while part := file.read(1 << 20):
                        rows.write(part)
        for table in tables:
            for sequence in connection.introspection.get_sequences(cursor, table):
                cursor.execute(
                    sql.SQL(
                        "SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({0}), 1),"
                        " max({0}) IS NOT NULL)"
                        " FROM {1}"
                    ).format(sql.Identifier(sequence["column"]), sql.Identifier(table)),
                    [f'"{table}"', sequence["column"]],
                )
