"""`make check`: format, lint, types, storeys, templates, translations and more. All run, then reports."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ACOGIDA = [sys.executable, "-m", "acogida"]
CHECKS = {
    "format": [BIN / "ruff", "format", "--check", "-q", "."],
    "lint": [BIN / "ruff", "check", "-q", "."],
    "types": [BIN / "mypy", "acogida"],
    "storeys": [BIN / "lint-imports", "--no-cache"],
    "templates": [BIN / "djlint", "acogida", "--lint", "--quiet"],
    "translations": [*ACOGIDA, "strings", "check"],
    "migrations": [*ACOGIDA, "makemigrations", "--check", "--dry-run"],
    "system": [*ACOGIDA, "check", "--fail-level", "WARNING"],
    "docs drawn from code": [*ACOGIDA, "draw_docs", "--check"],
}


def main() -> int:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "acogida.settings.test"}
    failed = []
    for name, command in CHECKS.items():
        run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        print(f"{'ok    ' if run.returncode == 0 else 'FAILED'} {name}", flush=True)
        if run.returncode:
            failed.append(name)
            print((run.stdout + run.stderr)[-6000:], flush=True)
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
