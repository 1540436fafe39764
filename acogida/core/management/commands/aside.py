"""`acogida aside`: the process that does heavy work for the others. `acogida serve` starts it."""

import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from acogida.core.aside import serve


class Command(BaseCommand):
    help = "Do the heavy work (figures, documents) of the processes that are told this address."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="path of the Unix socket to listen on")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        serve(address)
