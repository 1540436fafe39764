"""Start-up, memory, server time and throughput of the busiest public pages, on a served installation."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.load import keep_busy
from benchmarks.measure import Row, median, p95

ROOT = Path(__file__).parents[1]
PAGES = {
    "front page": "/es/",
    "objectives": "/es/objetivos/",
    "territory": "/es/territorios/cri-demo-san-ejemplo/",
    "plans": "/es/planes/",
}


def memory_of_family(pid: int) -> dict[int, float]:
    """Resident megabytes of a process and all it started, by process id."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    family, size = {pid}, 0
    while len(family) != size:
        size = len(family)
        family |= {child for child, parent, _ in rows if parent in family}
    return {p: rss / 1024 for p, _, rss in rows if p in family}


@contextmanager
def served() -> Iterator[tuple[str, float, int]]:
    """A demonstration installation: its address, seconds from start to the first page, process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        env |= {"ACOGIDA_DATA": folder, "ACOGIDA_URL": f"http://127.0.0.1:{port}"}
        acogida = [sys.executable, "-m", "acogida"]
        for command in ("setup", "load_demo"):
            subprocess.run([*acogida, command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        # The first start also gathers the static files; the second is what an operator waits for.
        for start in (1, 2):
            began = time.perf_counter()
            server = subprocess.Popen(
                [*acogida, "serve", "--port", str(port)], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
            )
            try:
                wait_for(f"http://127.0.0.1:{port}/es/")
                if start == 2:
                    yield f"http://127.0.0.1:{port}", time.perf_counter() - began, server.pid
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(timeout=20)


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(url)


def a_plan(address: str) -> str:
    """The public page of the demonstration's adopted plan."""
    with urllib.request.urlopen(f"{address}/es/planes/", timeout=10) as answer:
        found = re.search(r'href="(/es/planes/[\w-]*plan[\w-]*/)"', answer.read().decode())
    if not found:
        raise LookupError("no adopted plan is listed")
    return found[1]


def files_of(address: str) -> list[str]:
    """The reports of the demonstration's published assessments and plans, three times each."""
    found: list[str] = []
    for path in ("/es/autoevaluaciones/", "/es/planes/"):
        with urllib.request.urlopen(address + path, timeout=10) as answer:
            listed = answer.read().decode()
        for page in dict.fromkeys(re.findall(rf'href="({path}[^"?#]+/)"', listed)):
            with urllib.request.urlopen(address + page, timeout=10) as answer:
                shown = answer.read().decode()
            found += re.findall(r'href="([^"]+(?:\.|/)(?:pdf|docx)/?)"', shown)
    if not found:
        raise LookupError("no report is offered")
    return list(dict.fromkeys(found)) * 3


def start_of_a_process() -> float:
    """Seconds until a new process knows every page: what a process that is replaced makes nobody wait for."""
    known = "import acogida.wsgi; from django.urls import get_resolver; get_resolver()._populate()"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", known], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


OFFICER, PASSWORD = "oficina@san-ejemplo.example", "acogida-demo-2026"
GATHERING = {
    "my week": "/es/mi-semana/",
    "a country, signed in": "/es/territorios/costa-rica/",
    "an objective, signed in": "/es/objetivos/7/",
}


def signed_in(address: str) -> str:
    """The session of the demonstration's officer, as a cookie."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = f"{address}/es/cuenta/login/"
    with browser.open(form, timeout=10) as answer:
        [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())
    said = {"csrfmiddlewaretoken": token, "login": OFFICER, "password": PASSWORD}
    with browser.open(form, data=urlencode(said).encode(), timeout=10):
        found = {cookie.name: cookie.value for cookie in jar}
    return f"sessionid={found['sessionid']}"


def rows() -> Iterator[Row]:
    with served() as (address, start, pid):
        yield Row("`acogida serve` to first page", f"{start:.1f} s", "≤ 10 s", kept=start <= 10)
        alone = start_of_a_process()
        yield Row("a process for pages: its own start", f"{alone:.1f} s", "≤ 3 s", kept=alone <= 3)
        for name, path in {**PAGES, "public plan": a_plan(address)}.items():
            # With a session's cookie a page is built each time; without one it may be remembered.
            calm = keep_busy(address + path, connections=1, seconds=3, cookie="sessionid=nobody")
            busy = keep_busy(address + path, connections=16, seconds=5)
            limit = p95(calm.times)
            yield Row(
                f"{name}: built anew",
                f"{median(calm.times):.1f} ms, p95 {limit:.1f} ms",
                "p95 ≤ 80 ms",
                kept=limit <= 80 and not calm.failures,
            )
            yield Row(
                f"{name}: 16 connections",
                f"{busy.per_second:.0f} requests/s",
                "≥ 150 requests/s",
                kept=busy.per_second >= 150 and not busy.failures,
            )
        session = signed_in(address)
        for name, path in GATHERING.items():
            calm = keep_busy(address + path, connections=1, seconds=3, cookie=session)
            limit = p95(calm.times)
            yield Row(
                f"{name}: built anew",
                f"{median(calm.times):.1f} ms, p95 {limit:.1f} ms",
                "p95 ≤ 80 ms",
                kept=limit <= 80 and not calm.failures,
            )
        largest = max(memory_of_family(pid).values())
        yield Row("largest process after that load", f"{largest:.0f} MB", "≤ 200 MB", kept=largest <= 200)
        for path in files_of(address):
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                answer.read()
        largest = max(memory_of_family(pid).values())
        yield Row(
            "largest process after every report as PDF and Word",
            f"{largest:.0f} MB",
            "≤ 256 MB",
            kept=largest <= 256,
        )
