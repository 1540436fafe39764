"""A dry run in the reader's words."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.evidence.models import Import, ImportState
from acogida.evidence.sentences import age, sex, special_origin

# A table as it may look; the words are understood in the four languages.
EXAMPLE = (
    ("año", "sexo", "edad", "país de origen", "personas"),
    (("2024", "mujeres", "18-29", "Honduras", "64"), ("2024", "hombres", "18-29", "Honduras", "58")),
)


def threshold() -> int:
    """Counts from 1 up to one less than this are never shown."""
    return int(settings.SMALL_CELL_THRESHOLD)


def reason(refusal: dict[str, Any]) -> str:
    """Why a row is refused, as a sentence that shows what the file says."""
    text = refusal["text"]
    sentences = {
        "number": _("“%(text)s” is not a number."),
        "negative": _("A count cannot be negative: %(text)s."),
        "fraction": _("A count is a whole number: %(text)s."),
        "large": _("The number is too large: %(text)s."),
        "period": _("“%(text)s” is not a year, month or quarter up to today."),
        "place": _("“%(text)s” is not your territory or a place inside it."),
        "sex": _("“%(text)s” is not understood as a sex. Write woman, man, other, unknown or total in full."),
        "age": _("“%(text)s” is not an age or a band such as 0-17 or 60+."),
        "origin": _("“%(text)s” is not a country we know. Write its name or its three-letter code."),
        "repeated": _("The same place, period and group stand in row %(text)s already."),
        "overlap": _("The ages %(text)s overlap with another band. Give bands that do not overlap."),
        "there": _("This figure has been imported before."),
    }
    return sentences[refusal["reason"]] % {"text": text}


def refusals(imported: Import) -> Iterator[tuple[int, str]]:
    for refusal in imported.report.get("refusals", []):
        yield refusal["row"], reason(refusal)


def first_rows(imported: Import, names: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """The first figures as they will be kept, to see whether the columns were understood."""
    for cell in imported.report.get("first", []):
        origin = cell["origin"]
        yield (
            cell["row"],
            cell["period"],
            names.get(cell["territory"], cell["territory"]),
            sex(cell["sex"]),
            age(cell["age"]),
            _("all origins") if origin == "all" else names.get(origin) or special_origin(origin),
            int(cell["value"]),
        )


def steps(imported: Import | None) -> list[dict[str, str]]:
    """Upload, columns, dry run, import: which is done and which comes next."""
    labels = [_("File"), _("Columns"), _("Dry run"), _("Import")]
    at = {
        None: 0,
        ImportState.UPLOADED: 1,
        ImportState.CHECKED: 2,
        ImportState.IMPORTED: 4,
        ImportState.UNDONE: 1,
    }[ImportState(imported.state) if imported else None]
    made = []
    for number, label in enumerate(labels):
        state = "done" if number < at else "current" if number == at else "next"
        back = imported and number == 1 and at == 2
        url = reverse("evidence:import_columns", args=[imported.pk]) if imported and back else ""
        made.append({"label": label, "state": state, "url": url})
    return made
