"""`acogida serve`: pages, live news, the worker and the process aside, kept running by one process."""

import http.client
import os
import socket
import sys
import tempfile
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from acogida.core import aside, static_files
from acogida.core.supervisor import Child, Supervisor

LEAN = {"MALLOC_ARENA_MAX": "2"}  # the C library otherwise keeps some memory apart for each thread
LARGEST_MB = 256  # a process for pages that grew past it makes room for a new one


class Command(BaseCommand):
    help = "Serve this installation: pages, live news and worker, until Ctrl+C or SIGTERM."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        host = os.environ.get("HOST", "127.0.0.1")
        port = int(os.environ.get("PORT", "8000"))
        live = int(os.environ.get("ACOGIDA_LIVE_PORT", "0"))
        workers = int(os.environ.get("ACOGIDA_WORKERS", "2"))
        parser.add_argument("--host", default=host, help="address to listen on")
        parser.add_argument("--port", type=int, default=port, help="port to listen on")
        parser.add_argument(
            "--live-port", type=int, default=live, help="port of the live news; without it --port plus 1000"
        )
        parser.add_argument("--workers", type=int, default=workers, help="processes for pages")
        parser.add_argument(
            "--no-work", action="store_true", help="pages only; `acogida work` runs elsewhere"
        )

    def handle(
        self,
        *args: Any,
        host: str,
        port: int,
        live_port: int,
        workers: int,
        no_work: bool,
        **options: Any,
    ) -> None:
        live_port = live_port or beside(port)
        self._check_database()
        self._check_port(host, port, "--port or PORT=")
        self._check_port(host, live_port, "--live-port or ACOGIDA_LIVE_PORT=")
        if static_files.gather():
            self.stdout.write("Static files gathered.")
        reachable = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host
        url = os.environ.get("ACOGIDA_URL", f"http://{reachable}:{port}")
        live = ["live", "--host", host, "--port", str(live_port)]
        children = [
            Child("The web server", _web(host, port, workers)),
            Child("The live process", [sys.executable, "-m", "acogida", *live]),
        ]
        if not no_work:
            children.append(Child("The worker", [sys.executable, "-m", "acogida", "work"]))
        connections.close_all()
        with tempfile.TemporaryDirectory(prefix="acogida-") as private:  # short, as a socket's path must be
            address = f"{private}/aside"
            children.append(Child("The process aside", [sys.executable, "-m", "acogida", "aside", address]))
            told = {"ACOGIDA_URL": url, "ACOGIDA_LIVE_PORT": str(live_port), aside.ADDRESS: address}
            supervisor = Supervisor(
                children,
                say=lambda sentence: self.stderr.write(sentence),
                environment={**LEAN, **os.environ, **told},
                ready=lambda: _answers(reachable, port),
                on_ready=lambda: self._announce(url),
            )
            ended = supervisor.run()
        sys.exit(ended)

    def _announce(self, url: str) -> None:
        self.stdout.write(f"Acogida is on {url}/ (Ctrl+C stops it)")
        self.stdout.flush()

    def _check_database(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            raise CommandError(
                f"The database is not ready ({len(waiting)} migrations wait). Run `acogida setup` first."
            )

    def _check_port(self, host: str, port: int, how: str) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with {how}."
                ) from error


def beside(port: int) -> int:
    """The port of the live news beside that of the pages."""
    return port + 1000 if port + 1000 < 65_536 else port - 1000


def _web(host: str, port: int, workers: int) -> list[str]:
    """granian, serving our pages: each process with four threads, replaced should it die or grow large."""
    words = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": "4",
        "--workers-kill-timeout": "15",
        "--workers-max-rss": str(LARGEST_MB),
        "--log-level": "error",
    }
    flat = [part for pair in words.items() for part in pair]
    return [sys.executable, "-m", "granian", *flat, "--respawn-failed-workers", "acogida.wsgi:application"]


def _answers(host: str, port: int) -> bool:
    """Whether pages are served: any answer will do, for the listening socket is there long before."""
    asked = http.client.HTTPConnection(host, port, timeout=1)
    try:
        asked.request("GET", "/health/")
        asked.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        asked.close()
