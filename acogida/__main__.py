"""The command `acogida`: Django's commands and ours, with the right settings."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.base")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings first

    execute_from_command_line(["acogida", *sys.argv[1:]])


if __name__ == "__main__":
    main()
