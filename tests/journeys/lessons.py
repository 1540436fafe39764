"""Answering the questions of the shipped course on its pages, rightly, from the file it ships with."""

from pathlib import Path

import yaml
from playwright.sync_api import Locator

from tests.journeys.conftest import ROOT, Person

SHIPPED: Path = ROOT / "acogida" / "training" / "data" / "courses.yaml"
LANGUAGE = "es"


def answer_rightly(learner: Person) -> None:
    """Fill in the sheet that is open."""
    asked = {
        _plain(one["text"][LANGUAGE]): one for one in yaml.safe_load(SHIPPED.read_text())[0]["questions"]
    }
    for field in learner.page.locator("main form fieldset").all():
        _answer(field, asked[_plain(field.locator(".lesson__asked").inner_text())])


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())


def _answer(field: Locator, said: dict) -> None:
    match said["kind"]:
        case "single" | "multiple":
            for choice in said["choices"]:
                if choice.get("right"):
                    field.get_by_label(choice["text"][LANGUAGE], exact=True).check()
        case "true_false":
            field.get_by_label("Verdadero" if said["correct"] else "Falso", exact=True).check()
        case "short":
            field.locator("input").fill(said["accepted"][0][LANGUAGE])
        case "numerical":
            field.locator("input").fill(str(said["value"]))
        case "matching":
            for pair in said["pairs"]:
                field.get_by_label(pair["left"][LANGUAGE], exact=True).select_option(pair["right"][LANGUAGE])
        case _ordering:
            for place, item in enumerate(said["items"], 1):
                field.get_by_label(item[LANGUAGE], exact=True).select_option(str(place))
