"""A plan handed over: to the people who come next, and to an installation that holds nothing yet."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ROOT
from tests.journeys.test_plans import PLACE, designs, fills, prioritised
from tests.journeys.town import PASSWORD, Town

pytestmark = pytest.mark.journey
MINUTES = "Acta de la comisión de prueba: la ventanilla abrió.\n".encode()
OPERATOR = "operadora@otra.example"


@pytest.fixture
def town(person):
    """A municipality with an adopted plan, an action in the hands of its officer, a report with minutes."""
    town = Town(*PLACE, meet=person, slug="cri-liberia")
    town.is_opened_by_the_secretariat()
    town.is_joined_by("officer", "editor")
    town.is_joined_by("mayor", "approver")
    prioritised(town, "Nadie sabe dónde preguntar", "No hay intérpretes")
    officer = town.people["officer"]
    action = designs(town, "Abrir una ventanilla")
    officer.visit(town.at("plans:action_edit", action))
    officer.page.locator("[name=responsible]").select_option(label="Officer Inventada")
    town.submit(officer)
    town.adopts_the_plan()
    town.public = re.search(r"https?://[^/]+(/.*)", town.people["mayor"].page.url)[1]
    officer.visit(town.at("plans:report", action))
    fills(officer.page, condition="under_way", narrative="La ventanilla abrió.", spent="350000")
    officer.page.locator("[name=evidence_file]").set_input_files(
        {"name": "acta.txt", "mimeType": "text/plain", "buffer": MINUTES}
    )
    town.submit(officer)
    expect(officer.page.locator("main")).to_contain_text("acta.txt")
    return town


@pytest.fixture
def elsewhere(tmp_path_factory, clocked):
    """Another installation, set up and empty: its address, and the link by which its operator comes in."""
    data = str(tmp_path_factory.mktemp("elsewhere"))
    served = clocked(data, datetime.now(UTC).date().isoformat(), setup=True)
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    env |= {"ACOGIDA_DATA": data, "ACOGIDA_URL": served.address, "ACOGIDA_SECRET_KEY": "only-for-journeys"}
    made = subprocess.run(
        [sys.executable, "-m", "acogida", "create_operator", OPERATOR, "--language", "es"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return served.address, re.search(r"http://\S+", made.stdout)[0]


def fingerprint(person, path):
    """What the public page says the adopted version's SHA-256 is."""
    person.visit(path)
    person.look()
    return person.page.locator("main #version code").inner_text()


def opens(town, who):
    """The page of a membership, from the handover page to the organisation."""
    admin = town.people["admin"]
    admin.visit(town.at("plans:handing", town.plan))
    admin.page.locator("main ol.list > li").nth(2).locator("a").click()
    admin.page.locator("tbody tr").filter(has_text=f"{who} Inventada").locator("a").click()


def leaves(town, who):
    opens(town, who)
    town.people["admin"].page.locator("main button[name=end]").click()
    town.people["admin"].page.wait_for_load_state()


def test_a_new_team_takes_over_and_nothing_is_left_in_the_hands_of_who_left(town):
    admin, officer = town.people["admin"], town.people["officer"]
    admin.visit(town.at("plans:handing", town.plan))
    admin.look("planes-relevo")
    invite = admin.page.locator('main ol a[href$="invitar/"]')
    expect(admin.page.locator("#people")).to_contain_text("Abrir una ventanilla")
    expect(invite).to_have_count(1)
    successor = town.is_joined_by("successor", "editor")

    # Whoever leaves hands over what they answered for, to somebody who is told.
    officer.visit(town.at("plans:handing", town.plan))
    officer.page.locator("[name=leaving]").select_option(label="Officer Inventada")
    town.submit(officer)
    expect(officer.page.locator("main")).to_contain_text("Elija quién sigue")
    officer.page.locator("[name=coming]").select_option(label="Successor Inventada")
    town.submit(officer)
    officer.look()
    expect(officer.page.locator("#people tr").filter(has_text="Successor")).to_contain_text("ventanilla")
    successor.visit(town.at("notices:inbox"))
    successor.look()
    expect(successor.page.locator("main")).to_contain_text("Plan de prueba")

    # The administrator cannot leave an organisation without one; with another, the roles pass on.
    leaves(town, "Admin")
    admin.look()
    expect(admin.page.locator("main")).to_contain_text("Dé antes ese rol a otra persona")
    opens(town, "Successor")
    fills(admin.page, role="administrator")
    admin.page.locator("main form button[type=submit]").first.click()
    admin.page.wait_for_load_state()
    leaves(town, "Officer")
    leaves(town, "Admin")

    # The old team sees the desk no more, the new one has all of it and may invite.
    for gone in (officer, admin):
        gone.visit(town.at("plans:board", town.plan))
        expect(gone.page.locator("main")).not_to_contain_text("Abrir una ventanilla")
    successor.visit(town.at("plans:handing", town.plan))
    successor.look()
    people = successor.page.locator("#people")
    expect(people).not_to_contain_text("Officer Inventada")
    expect(successor.page.locator('main ol a[href$="invitar/"]')).to_have_count(1)


def test_an_empty_installation_reads_the_pack_back_with_the_same_fingerprints(town, elsewhere, person):
    address, link = elsewhere
    officer = town.people["officer"]
    officer.visit(town.at("plans:handing", town.plan))
    with officer.page.expect_download() as saving:
        officer.page.locator("main ol a", has_text="ZIP").click()
    pack = saving.value.path().read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(pack))
    manifest = json.loads(archive.read("manifest.json"))
    for name, sha256 in manifest["files"].items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == sha256, name
    assert {"plan.pdf", "plan.xlsx", "plan.json", "people.json", "open-questions.json"} <= set(
        archive.namelist()
    )
    assert any(archive.read(name) == MINUTES for name in archive.namelist() if name.startswith("evidence/"))
    assert "@" not in archive.read("people.json").decode()

    # There: an operator, the municipality, its first person. No plan yet.
    there = Town(*PLACE, meet=partial(person, address=address), slug="cri-liberia", mark=town.mark)
    operator = there.meet()
    operator.visit(link)
    for field in operator.page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    there.submit(operator)
    there.is_opened_by_the_secretariat(email=OPERATOR, password=PASSWORD)
    admin = there.people["admin"]
    admin.visit(there.at("plans:mine"))
    admin.look()
    expect(admin.page.locator("main")).not_to_contain_text("Plan de prueba")

    def reads_back(data):
        admin.visit(there.at("plans:read_back"))
        admin.page.locator("input[type=file]").set_input_files(
            {"name": "relevo.zip", "mimeType": "application/zip", "buffer": data}
        )
        there.submit(admin)
        admin.look()
        return admin.page.locator("main")

    expect(reads_back(changed(pack))).to_contain_text("no es lo que se traspasó")
    expect(reads_back(b"PK nothing")).to_contain_text("está dañado")
    admin.visit(there.at("plans:mine"))
    expect(admin.page.locator("main")).not_to_contain_text("Plan de prueba")
    expect(reads_back(pack)).to_contain_text("tal como se traspasó")
    expect(admin.page.locator("h1")).to_contain_text(f"Plan de prueba {town.mark}")
    expect(reads_back(pack)).to_contain_text("ya tiene este plan")

    # What was adopted there is what was adopted here, to the last letter; the minutes came along.
    visitor, abroad = person(javascript=False), person(javascript=False, address=address)
    assert fingerprint(visitor, town.public) == fingerprint(abroad, town.public)
    expect(abroad.page.locator("main")).to_contain_text("350.000 CRC de 1.200.000 CRC")
    admin.visit(there.at("plans:board", town.plan))
    admin.look()
    expect(admin.page.locator("main")).not_to_contain_text("que el público todavía no ve")
    action = admin.page.locator("main table a").first
    action.click()
    with admin.page.expect_download() as saving:
        admin.page.locator("main a", has_text="acta.txt").click()
    assert saving.value.path().read_bytes() == MINUTES


def changed(pack):
    """The same pack, with another amount in its rows."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pack)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"350000", b"250000") if name == "plan.json" else data)
    return held.getvalue()
