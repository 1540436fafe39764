"""A real installation with the demonstration region, a real server, a real browser.

The installation is made once a run in a folder of its own and served by `acogida serve`, as a person
would start it. Journeys that write make their own municipality, so they do not disturb each other.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from acogida.core.management.commands.serve import beside

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "guide" / "pictures"
FAILURES = ROOT / "tests" / "journeys" / "failures"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Chromium looks for its maker's hosts at every start unless told not to.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-quic"]
expect.set_options(timeout=10_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    """The address of a served installation with the demonstration region.

    `JOURNEYS_AT` names one that is already up (its data folder in `JOURNEYS_DATA`), for whoever is
    writing a journey.
    """
    if up := os.environ.get("JOURNEYS_AT"):
        yield up
        return
    port = free_port()
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    env |= {
        "ACOGIDA_DATA": str(tmp_path_factory.mktemp("installation")),
        "ACOGIDA_URL": f"http://localhost:{port}",
        "ACOGIDA_SECRET_KEY": "only-for-journeys",
    }
    acogida = [sys.executable, "-m", "acogida"]
    for command in (["setup"], ["load_demo"]):
        made = subprocess.run(
            [*acogida, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stdout + made.stderr
    os.environ["JOURNEYS_DATA"] = env["ACOGIDA_DATA"]
    log = (Path(env["ACOGIDA_DATA"]) / "server.log").open("w+")
    server = subprocess.Popen(
        [*acogida, "serve", "--port", str(port)], cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        address = f"http://localhost:{port}"
        wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=15)
        log.close()


LONG_AGO = """
import django; django.setup()
from datetime import UTC, datetime
from acogida.plans.models import Plan
day = datetime.fromisoformat({day!r}).replace(tzinfo=UTC)
assert Plan.objects.filter(pk={plan}).update(first_adopted_at=day) == 1
"""


@pytest.fixture
def adopted_long_ago(installation):
    """`adopted_long_ago(plan, "2026-02-16")`: the clock of a journey, turned by moving its past.

    The server runs on the real clock, so what must lie in the past is put there.
    """

    def move(plan: int, day: str) -> None:
        env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        env["ACOGIDA_DATA"] = env["JOURNEYS_DATA"]
        env["DJANGO_SETTINGS_MODULE"] = "acogida.settings.base"
        code = LONG_AGO.format(day=day, plan=plan)
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)

    return move


class Clock:
    """An installation on a clock of its own; `turn("2026-05-20")` makes it that day.

    Sessions end after two weeks there too: who comes back later signs in again.
    """

    def __init__(self, address: str, file: Path) -> None:
        self.address, self.file = address, file

    def turn(self, day: str) -> None:
        self.file.write_text(day)


@pytest.fixture
def clocked(tmp_path):
    """`clocked(data_folder, "2026-02-02")` serves that installation on a clock, until the journey ends; with
    `setup=True` it is made first: the Compact and the territories, and nobody in it.
    """
    servers: list[subprocess.Popen] = []

    def serve(data: str, day: str, *, setup: bool = False) -> Clock:
        port = free_port()
        clock = Clock(f"http://localhost:{port}", tmp_path / f"day-{port}")
        clock.turn(day)
        env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
        # Nothing is handed out again: the day may have changed since.
        env |= {"ACOGIDA_DATA": data, "ACOGIDA_URL": clock.address, "ACOGIDA_REMEMBER_SECONDS": "0"}
        env |= {"ACOGIDA_SECRET_KEY": "only-for-journeys"}
        for command in ("migrate", "createcachetable", "load_territories") if setup else ():
            made = [sys.executable, "-m", "acogida", command, "-v0"]
            subprocess.run(made, cwd=ROOT, env=env, capture_output=True, check=True)
        module = [sys.executable, "-m", "tests.journeys.clocked", str(port), str(clock.file)]
        with (tmp_path / f"clocked-{port}.log").open("w") as log:
            server = subprocess.Popen(module, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
            servers.append(server)
            wait_for(clock.address, server, log)
        return clock

    yield serve
    for server in servers:
        server.terminate()
        server.wait(timeout=15)


@pytest.fixture
def clock(installation, clocked):
    """The installation with the demonstration region once more, on a clock that the journey turns."""
    return clocked(os.environ["JOURNEYS_DATA"], "2026-02-02")


def wait_for(address: str, server: subprocess.Popen, log) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, Path(log.name).read_text()
        try:
            with urllib.request.urlopen(f"{address}/es/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer: " + Path(log.name).read_text())


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def live_news(address: str) -> str:
    """Where pages hear of news: with no proxy in front, at the second port of the same host."""
    host, port = address.rsplit(":", 1)
    return f"{host}:{beside(int(port))}/live/"


class Person:
    """Somebody at a browser of their own. `look()` holds the page against axe, every time."""

    def __init__(
        self, browser: Browser, address: str, axe: str, *, viewport, javascript: bool = True
    ) -> None:
        self.address, self.axe = address, axe
        self.context = browser.new_context(viewport=viewport, java_script_enabled=javascript, locale="es")
        self.page: Page = self.context.new_page()
        self.javascript = javascript
        self.faults: list[str] = []
        self.strangers: list[str] = []
        self.page.on("request", self._note_stranger)
        self.page.on("console", self._note_console)

    def _note_stranger(self, request) -> None:
        if not request.url.startswith((self.address, live_news(self.address), "data:", "blob:")):
            self.strangers.append(request.url)

    def _note_console(self, message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def visit(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def sign_in(self, email: str, password: str, language: str = "es") -> None:
        self.visit(f"/{language}/")
        self.page.goto(self.address + LOGIN[language])
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(r"^((?!login).)*$"))

    def look(self, picture: str = "") -> None:
        """The page is sound: one h1, no sideways scrolling, no violation of WCAG 2.2 A and AA."""
        page = self.page
        page.wait_for_load_state()
        expect(page.locator("h1")).to_have_count(1)
        if self.javascript:
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
            page.evaluate(self.axe)
            found = page.evaluate(
                "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
            )
            faults = [(v["id"], v["nodes"][0]["html"][:160]) for v in found["violations"]]
            assert faults == [], (page.url, faults)
        if picture and os.environ.get("PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{picture}.jpg", type="jpeg", quality=72)

    def leave(self) -> None:
        assert self.strangers == [], "requests to somebody else's host"
        assert self.faults == [], "the content security policy was broken"
        self.context.close()


LOGIN = {
    "es": "/es/cuenta/login/",
    "pt": "/pt/conta/login/",
    "en": "/en/account/login/",
    "fr": "/fr/compte/login/",
}


@pytest.fixture
def person(browser, installation, axe, request):
    """`person()` is somebody at a desk, `person(viewport=PHONE)` somebody with a phone; `address` where
    they do not go to the installation that all journeys share.
    """
    people: list[Person] = []

    def meet(viewport=DESK, javascript=True, address=installation) -> Person:
        people.append(Person(browser, address, axe, viewport=viewport, javascript=javascript))
        return people[-1]

    yield meet
    for somebody in people:
        somebody.leave()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of each open page of a failed journey."""
    outcome = yield
    if call.when == "call" and outcome.get_result().failed and "person" in item.fixturenames:
        FAILURES.mkdir(exist_ok=True)
        browser = item.funcargs.get("browser")
        for number, context in enumerate(browser.contexts if browser else []):
            for page in context.pages:
                page.screenshot(path=FAILURES / f"{item.name}-{number}.png", full_page=True)
