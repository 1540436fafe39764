"""Installations of their own, driven by the command as a person would: embedded, or in PostgreSQL."""

import os
import shutil
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

# Where PostgreSQL answers, when the suite runs on it.
SERVER = os.environ.get("DATABASE_URL", "")


class Installation:
    """One of its own: a data folder and, where `server` is said, a database there."""

    def __init__(self, folder, *, server=SERVER):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ACOGIDA_", "DJANGO_", "DATABASE_"))}
        self.data = folder / "data"
        self.environment = {**kept, "ACOGIDA_DATA": str(self.data)}
        self.server = server
        self.name = f"acogida_fault_{uuid4().hex[:8]}"
        if self.server:
            parts = urlsplit(self.server)
            self.environment["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{self.name}"))
            self._on_server("CREATE DATABASE {}")

    def _on_server(self, statement):
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(self.name)))

    def run(self, *words, code=0):
        command = [sys.executable, "-m", "acogida", *map(str, words)]
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert answer.returncode == code, answer.stdout + answer.stderr
        return answer.stdout + answer.stderr

    def destroy(self):
        """Everything: the data folder and the database."""
        shutil.rmtree(self.data)
        if self.server:
            self._on_server("DROP DATABASE {}")
            self._on_server("CREATE DATABASE {}")

    def end(self):
        if self.server:
            self._on_server("DROP DATABASE IF EXISTS {}")
