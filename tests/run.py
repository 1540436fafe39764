"""`make test`: everything, on the embedded database and on PostgreSQL where one answers, in a real browser.

What a machine cannot give is said in one sentence. The browser journeys are never left out silently:
without a browser the run fails, unless JOURNEYS=0 was said.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[1]
PYTEST = [sys.executable, "-m", "pytest"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What is the same whatever the engine: the house as it is built, and processes on an embedded database.
ONCE = (
    "tests/house",
    "tests/contract/test_wheel.py",
    "tests/contract/test_deploy.py",
    "tests/faults/test_aside.py",
    "tests/faults/test_serve.py",
    "tests/faults/test_supervisor.py",
)
SERVERS = (
    "postgresql:///postgres",
    "postgresql://127.0.0.1/postgres",
    "postgresql://postgres@127.0.0.1/postgres",
)


def find_browser() -> str | None:
    """A Chromium of this machine; as root on Debian it is installed."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    for name in [*named, *BROWSERS]:
        if found := shutil.which(name):
            return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium found: installing Debian's.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
        )
        return shutil.which("chromium")
    return None


def find_postgresql() -> str | None:
    """The address of a PostgreSQL where we may make databases: DATABASE_URL, else a local server."""
    given = os.environ.get("DATABASE_URL", "")
    for url in [given] if given else SERVERS:
        try:
            with psycopg.connect(url, connect_timeout=3, autocommit=True) as connection:
                row = connection.execute(
                    "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except psycopg.OperationalError:
            continue
        if row and row[0]:
            return url
    return None


def run(title: str, *command: str, **environment: str) -> bool:
    """Run one part, say how it went and how long it took."""
    print(f"\n=== {title}", flush=True)
    began = time.monotonic()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | environment
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    print(
        f"=== {title}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True
    )
    return code == 0


def main() -> int:
    journeys = os.environ.get("JOURNEYS", "1") != "0"
    browser = find_browser() if journeys else None
    if journeys and not browser:
        print(
            "Install Chromium for the browser journeys (Debian: apt-get install chromium), or say JOURNEYS=0."
        )
        return 1
    # By file: what a file prepares once (the region, a walk through the house) is then done once.
    cores = min(max(os.cpu_count() or 2, 2), 8)
    workers = ["-n", os.environ.get("TEST_WORKERS", str(cores)), "--dist", "loadfile"]
    # Each worker has an installation and a browser of its own.
    browsing = ["-n", os.environ.get("TEST_WORKERS", str(max(cores // 2, 2))), "--dist", "loadfile"]
    ordinary = ["--ignore=tests/journeys", "-m", "not journey"]
    done = {
        "checks": run("checks", "make", "-s", "check"),
        "embedded database": run("embedded database", *PYTEST, *workers, *ordinary),
    }
    if server := find_postgresql():
        again = [f"--ignore={path}" for path in ONCE]
        done["PostgreSQL"] = run("PostgreSQL", *PYTEST, *workers, *ordinary, *again, DATABASE_URL=server)
    if browser:
        done["journeys"] = run("journeys", *PYTEST, *browsing, "-m", "journey", CHROMIUM=browser)
    print("\n" + "=" * 60)
    for part, passed in done.items():
        print(f"{part}: {'passed' if passed else 'FAILED'}")
    if not server:
        print(
            "LEFT OUT: no PostgreSQL answered (DATABASE_URL, or a local server where we may make a database)."
        )
    if not shutil.which("redis-server"):
        print("LEFT OUT: live news through Redis, because this machine has no redis-server.")
    if not journeys:
        print("LEFT OUT: the browser journeys, because JOURNEYS=0 was said.")
    failed = sum(not passed for passed in done.values())
    print(f"{len(done) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
