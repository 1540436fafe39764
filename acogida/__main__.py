"""The command `acogida`: Django's commands and ours, with the right settings."""

import os
import sys


def main() -> None:
    """Run a command. Its name may be written with hyphens: `acogida load-demo`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.base")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings first

    name, *rest = sys.argv[1:] or ["help"]
    execute_from_command_line(["acogida", name if name.startswith("-") else name.replace("-", "_"), *rest])


if __name__ == "__main__":
    main()
