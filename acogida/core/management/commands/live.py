"""`acogida live`: the process that hands news to open pages. `acogida serve` starts it beside the pages."""

import os
import resource
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Hand news to pages that are open (server-sent events under /live/), until SIGTERM."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen on"
        )
        parser.add_argument("--port", type=int, default=settings.LIVE_PORT, help="port to listen on")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))  # each listener is an open file
        words = {
            "--interface": "asgi",
            "--host": host,
            "--port": str(port),
            "--workers": "1",
            "--backlog": "8192",
            "--backpressure": "16384",
            "--http1-buffer-size": "8192",
            "--workers-kill-timeout": "1",
            "--log-level": "warning",
        }
        flat = [part for pair in words.items() for part in pair]
        command = [sys.executable, "-m", "granian", *flat, "--respawn-failed-workers"]
        os.execv(sys.executable, [*command, "acogida.core.live.endpoint:application"])
