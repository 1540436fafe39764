"""What programs and researchers are promised: a token that writes, and data that stand on their own."""

import csv
import io
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


def test_a_developer_writes_a_progress_update_with_a_token(person, installation):
    administrator = person(viewport=PHONE)
    administrator.sign_in(ADMINISTRATOR, DEMO_PASSWORD)
    page = administrator.page
    administrator.visit(address("es", "accounts:me"))
    page.locator("main a", has_text="San Ejemplo").first.click()
    page.get_by_role("link", name="Tokens para sus programas").click()
    administrator.look("tokens-es")
    page.get_by_label("Para qué es").fill("Sistema de presupuesto")
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

    assert (status, told["scopes"]) == (200, ["progress"])
    assert first == again
    assert first[0] == 201
    assert (late[0], late[1]["title"]) == (409, "Rechazado")
    visitor = person()
    _status, whole = ask(f"{installation}/api/v1/plans/{plan['id']}")
    shown = [report["narrative"] for one in whole["progress"] for report in one["reports"]]
    assert shown.count(words) == 1
    visitor.visit("/es/" + whole["page"].split("/es/", 1)[1])
    expect(visitor.page.locator("main")).to_contain_text(words)

    administrator.visit(page.url)
    page.get_by_role("button", name="Anular: Sistema de presupuesto").first.click()
    administrator.look()
    assert ask(f"{installation}/api/v1/token", secret=secret)[0] == 401


def test_a_researcher_downloads_everything_and_reproduces_a_figure(person, installation):
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    env["ACOGIDA_DATA"] = env.get("JOURNEYS_DATA") or env["ACOGIDA_DATA"]
    command = [sys.executable, "-m", "acogida", "open-data", "--territory", "ARG"]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    researcher = person(viewport=PHONE)
    page = researcher.page
    researcher.visit("/es/")
    page.locator("footer").get_by_role("link", name="Datos abiertos").click()
    researcher.look("datos-abiertos-es")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("Descargar todo")).click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("csv/figures.csv").decode("utf-8-sig"))))
        sets = list(csv.DictReader(io.StringIO(archive.read("csv/datasets.csv").decode("utf-8-sig"))))
    wanted = {"indicator": "migrant-stock", "territory": "ARG", "origin": "all", "sex": "all", "age": "all"}
    newest = max(
        (row for row in rows if wanted.items() <= row.items() and row["dataset"] == "undesa-stock-2024"),
        key=lambda row: row["year"],
    )

    researcher.visit(f"/es/territorios/?{'q=Argentina'}")
    page.locator("main").get_by_role("link", name="Argentina", exact=True).first.click()
    told = re.sub(r"(?<=\d)[\s.,](?=\d{3})", "", page.locator("main").inner_text())

    assert (newest["year"], f"{float(newest['value']):.0f}") == ("2024", "1958039")
    assert "1958039" in told
    assert next(one for one in sets if one["code"] == newest["dataset"])["publisher"] in told
