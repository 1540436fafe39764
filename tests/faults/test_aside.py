"""The process aside does heavy work for the others, and whoever asks gets an answer even when it dies."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from acogida.core import aside
from acogida.documents import press
from acogida.documents.pdf import png_of, to_pdf
from acogida.documents.report import Heading, Paragraph, Report
from acogida.services import hours

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def started(address: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "acogida", "aside", address]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


@pytest.fixture
def process(tmp_path, monkeypatch):
    """A running process aside whose address this process was told."""
    address = str(Path(os.path.relpath(tmp_path)) / "aside")  # a socket's path must be short
    monkeypatch.setenv(aside.ADDRESS, address)
    running = [started(address)]
    yield running
    aside._forget()
    for one in running:
        one.kill()
        one.wait()


def holidays() -> dict[date, str]:
    return hours.holidays_in.__wrapped__("CR", 2026, "es")  # past what this process remembers


def files_of(pid: int) -> str:
    return Path(f"/proc/{pid}/maps").read_text()


def test_what_is_done_aside_is_what_would_be_done_here(process):
    made = holidays()
    here = hours.holidays_in.__wrapped__.__wrapped__("CR", 2026, "es")
    assert made[date(2026, 9, 15)] == "Día de la Independencia"
    assert made == here


def test_documents_are_set_aside_and_typst_is_not_in_who_asks(process):
    press._end_all()  # those of tests before this one
    made = to_pdf(Report(title="Informe", sections=[Heading("Uno"), Paragraph("Texto")]))
    assert made.startswith(b"%PDF-")
    assert not press._free, "a typesetter was started here"
    assert "typst" not in files_of(os.getpid())
    assert "typst" not in files_of(process[0].pid)


def test_several_ask_at_once_and_each_gets_its_own_answer(process):
    years = range(2015, 2035)

    def of(year):
        found = hours.holidays_in.__wrapped__("CR", year, "es")
        aside._forget()
        return {day.year for day in found}

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(of, years)) == [{year} for year in years]


def test_a_fault_of_the_work_is_told_as_what_it_is(process):
    with pytest.raises(press.PressError):
        png_of("this is no drawing", width_mm=10)
    assert png_of(SQUARE, width_mm=10).startswith(b"\x89PNG")


def test_a_process_started_again_is_found_again(process, tmp_path):
    before = holidays()
    process[0].send_signal(signal.SIGKILL)
    process[0].wait()
    process.append(started(os.environ[aside.ADDRESS]))
    assert holidays() == before
    assert aside._mine.connection is not None


def test_a_stranger_is_turned_away_and_the_others_are_answered(process):
    assert holidays()
    with pytest.raises(AuthenticationError):
        Client(os.environ[aside.ADDRESS], "AF_UNIX", authkey=b"another house's")
    aside._forget()
    assert holidays()
    assert aside._mine.connection is not None


def test_without_it_work_is_done_here(process, monkeypatch):
    process[0].kill()
    process[0].wait()
    monkeypatch.setattr(aside, "STARTING", 0.2)
    assert holidays()[date(2026, 9, 15)] == "Día de la Independencia"
    assert aside._mine.connection is None


def test_a_typesetter_that_died_is_replaced_and_one_that_set_a_long_text_ends():
    assert os.environ.get(aside.ADDRESS) is None
    press._end_all()
    png_of(SQUARE, width_mm=10)
    [first] = press._free
    first.process.kill()
    first.process.wait()
    assert png_of(SQUARE, width_mm=10).startswith(b"\x89PNG")
    [second] = press._free
    assert second.process.pid != first.process.pid
    long = Report(title="Largo", sections=[Paragraph("palabra " * press.LONG)])
    assert to_pdf(long).startswith(b"%PDF-")
    assert press._free == []
    assert second.process.returncode is not None


def test_documents_asked_for_at_once_are_all_made():
    made: list[bytes] = []
    reports = [Report(title=f"Informe {n}", sections=[Paragraph("Texto")]) for n in range(6)]
    threads = [threading.Thread(target=lambda r=r: made.append(to_pdf(r))) for r in reports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [pdf[:5] for pdf in made] == [b"%PDF-"] * 6
    assert len(press._free) <= press.AT_ONCE
