"""Promises in a browser, followed by anybody from a number to what shows it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import address

pytestmark = pytest.mark.journey


def at(name: str, *args) -> str:
    return address("es", f"pledges:{name}", *args)


def test_a_visitor_goes_from_a_number_to_what_shows_it_in_three_clicks_without_javascript(person):
    visitor = person(javascript=False, viewport=PHONE)
    visitor.visit(at("dashboard"))
    visitor.look()
    expect(visitor.page.locator("h1")).to_contain_text("en números")

    visitor.page.locator("#form td.number a", has_text=re.compile("alianza")).first.click()
    visitor.page.get_by_role("link", name=re.compile("Derivar sin perder a nadie")).first.click()
    visitor.look()

    expect(visitor.page.locator("#updates")).to_contain_text("Confirmado por la contraparte")
    evidence = visitor.page.locator("#updates .evidence a").first
    expect(evidence).to_have_attribute("href", re.compile("^https://"))
    expect(visitor.page.locator("main")).not_to_contain_text("Porto Modelo")
