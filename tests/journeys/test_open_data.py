"""What programs and researchers are promised: a token that writes, and data that stand on their own."""

import csv
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from rdflib import Graph
from rdflib.namespace import DCAT, RDF, SKOS

from tests.journeys.conftest import PHONE, ROOT
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey

ADMINISTRATOR = "administracion@san-ejemplo.example"


def ask(url, *, secret="", said=None, key=""):
    """What a program of somebody else's does: no browser, no cookie."""
    headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "es"}
    if said is not None:
        headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
    body = None if said is None else json.dumps(said).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


FOREIGN = """
import django; django.setup()
from django.utils import timezone
from acogida.accounts.models import Membership
from acogida.api.actions import make_token
from acogida.api.models import Scope
others = Membership.objects.filter(role="administrator").exclude(organisation__name__contains="San Ejemplo")
one = others.exclude(user__email="").order_by("pk").first()
made = make_token(
    one.organisation, name="x", scopes=Scope.values, days=1, by=one.user, at=timezone.now()
)
print(made[1])
"""


def foreign_secret():
    """A token of another organisation of the demonstration."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env["ACOGIDA_DATA"] = env.get("JOURNEYS_DATA") or env["ACOGIDA_DATA"]
    env["DJANGO_SETTINGS_MODULE"] = "acogida.settings.base"
    made = subprocess.run(
        [sys.executable, "-c", FOREIGN], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    return made.stdout.split()[-1]


def test_a_developer_writes_a_progress_update_with_a_token(person, installation):
    administrator = person(viewport=PHONE)
    administrator.sign_in(ADMINISTRATOR, DEMO_PASSWORD)
    page = administrator.page
    administrator.visit(address("es", "accounts:me"))
    page.locator("main a", has_text="San Ejemplo").first.click()
    page.get_by_role("link", name="Tokens para sus programas").click()
    administrator.look("tokens-es")
    name = f"Sistema de presupuesto {uuid4().hex[:4]}"
    page.get_by_label("Para qué es").fill(name)
    page.get_by_label("Avance de las acciones de nuestros planes").check()
    page.get_by_role("button", name="Crear el token").click()
    administrator.look()
    secret = page.locator("[data-copy-text]").first.inner_text()

    status, told = ask(f"{installation}/api/v1/token", secret=secret)
    plan = told["plans"][0]
    action = plan["actions"][0]
    url = f"{installation}/api/v1/plans/{plan['id']}/actions/{action['id']}/progress"
    words = f"Avance enviado por un programa {uuid4().hex[:6]}."
    said = {"reported_on": f"{datetime.now(UTC):%Y-%m-%d}", "condition": "under_way", "narrative": words}
    first, again = (ask(url, secret=secret, said=said, key=words) for _ in range(2))
    late = ask(url, secret=secret, said={**said, "reported_on": "2031-01-01"}, key="other")
    foreign = ask(url, secret=foreign_secret(), said=said, key=words)

    assert (status, told["scopes"]) == (200, ["progress"])
    assert first == again
    assert first[0] == 201
    assert (late[0], late[1]["title"]) == (409, "Rechazado")
    assert (foreign[0], foreign[1]["title"]) == (404, "No se encontró")
    visitor = person()
    _status, whole = ask(f"{installation}/api/v1/plans/{plan['id']}")
    shown = [report["narrative"] for one in whole["progress"] for report in one["reports"]]
    assert shown.count(words) == 1
    visitor.visit("/es/" + whole["page"].split("/es/", 1)[1])
    visitor.page.get_by_role("heading", name=action["title"]).get_by_role("link").click()
    expect(visitor.page.locator("main")).to_contain_text(words)

    administrator.visit(page.url)
    page.get_by_role("row", name=name).get_by_role("button", name="Anular").click()
    administrator.look()
    assert ask(f"{installation}/api/v1/token", secret=secret)[0] == 401


def opened_without_line(researcher, folder):
    """The archive, its checksums held by somebody else's program, its first page read with the line cut."""
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    context = researcher.context.browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    names = page.locator("main a[href^='csv/'], a[href^='csv/']").evaluate_all(
        "links => links.map(one => one.getAttribute('href'))"
    )
    assert all((folder / name).is_file() for name in names)
    context.close()
    return names


def rows_of(folder, name):
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_researcher_downloads_everything_and_reproduces_a_figure_with_the_line_cut(
    person, installation, tmp_path
):
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    env["ACOGIDA_DATA"] = env.get("JOURNEYS_DATA") or env["ACOGIDA_DATA"]
    command = [sys.executable, "-m", "acogida", "open-data", "--territory", "ARG"]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    researcher = person(viewport=PHONE)
    page = researcher.page
    researcher.visit("/es/territorios/?q=Argentina")
    page.locator("main").get_by_role("link", name="Argentina", exact=True).first.click()
    told = re.sub(r"(?<=\d)[\s.,](?=\d{3})", "", page.locator("main").inner_text())
    researcher.visit("/es/")
    page.locator("footer").get_by_role("link", name="Datos abiertos").click()
    researcher.look("datos-abiertos-es")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("Descargar todo")).click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        archive.extractall(tmp_path)

    names = opened_without_line(researcher, tmp_path)
    wanted = {"indicator": "migrant-stock", "territory": "ARG", "origin": "all", "age": "all", "year": "2024"}
    figures = [row for row in rows_of(tmp_path, "figures") if wanted.items() <= row.items()]
    by_sex = {row["sex"]: float(row["value"]) for row in figures if row["dataset"] == "undesa-stock-2024"}
    publisher = next(
        one["publisher"] for one in rows_of(tmp_path, "datasets") if one["code"] == "undesa-stock-2024"
    )
    as_json = json.loads((tmp_path / "json" / "figures.json").read_text())["items"]
    catalogue = Graph().parse(tmp_path / "dcat.ttl")
    compact = Graph().parse(tmp_path / "vocabularies" / "compact.ttl")

    assert "csv/figures.csv" in names
    assert by_sex["female"] + by_sex["male"] == by_sex["all"] == 1_958_039
    assert f"{by_sex['female'] + by_sex['male']:.0f}" in told
    assert publisher in told
    assert len(as_json) == len(rows_of(tmp_path, "figures"))
    assert len(set(catalogue.subjects(RDF.type, DCAT.Dataset))) == len(names)
    assert len(set(compact.subjects(SKOS.inScheme, None))) > 23
