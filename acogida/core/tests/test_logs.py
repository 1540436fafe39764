"""A line of the log says when, how grave, who, what; as JSON where machines read it."""

import json
import logging.config
import sys

import pytest

from acogida.core.logs import configuration


@pytest.fixture
def written(capsys):
    """What a handler of this configuration writes for one record."""

    def write(record, *, for_machines):
        words = configuration(level="WARNING", for_machines=for_machines)
        formatter = logging.config.DictConfigurator(words).configure_formatter(words["formatters"]["lines"])
        return formatter.format(record)

    return write


def record(message, error=None):
    return logging.LogRecord("acogida.core.worker", logging.WARNING, "x.py", 1, message, ("uno",), error)


def test_machines_are_given_one_object_a_line(written):
    line = json.loads(written(record("se retomó %s"), for_machines=True))
    assert line["event"] == "se retomó uno"
    assert (line["level"], line["logger"]) == ("warning", "acogida.core.worker")
    assert line["timestamp"].endswith("Z")


def test_an_error_brings_its_trace_along(written):
    try:
        raise ValueError("no broom")
    except ValueError:
        text = written(record("failed %s", sys.exc_info()), for_machines=True)
    assert "\n" not in text
    assert json.loads(text)["exception"][0]["exc_value"] == "no broom"


@pytest.mark.parametrize("for_machines", [True, False])
def test_a_trace_never_shows_what_a_variable_held(written, for_machines):
    password = "".join(["se", "creto"])
    try:
        raise ValueError(len(password))
    except ValueError:
        text = written(record("failed %s", sys.exc_info()), for_machines=for_machines)
    assert "ValueError" in text
    assert "secreto" not in text


def test_people_are_given_a_line_of_words(written):
    text = written(record("se retomó %s"), for_machines=False)
    assert "se retomó uno" in text
    assert "warning" in text


@pytest.mark.parametrize("for_machines", [True, False])
def test_the_secret_of_a_personal_link_is_not_written(written, for_machines):
    secret = "Zk3xT9-vQw_12abCDefGH45ijKLmn"
    line = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "x.py",
        1,
        "Not Found: %s",
        (f"/es/formacion/personal/{secret}/",),
        None,
    )

    text = written(line, for_machines=for_machines)

    assert secret not in text
    assert "/es/formacion/personal/…/" in text


def test_an_ordinary_address_is_written_whole(written):
    address = "/es/planes/plan-local-de-migracion-municipalidad-de-san-ejemplo/acciones/12/"
    line = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, "Not Found: %s", (address,), None)

    assert address in written(line, for_machines=False)
