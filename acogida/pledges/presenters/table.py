"""The list as rows for CSV, XLSX and JSON: the same columns everywhere, untranslated keys in JSON."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Pledge
from acogida.pledges.presenters.card import words_of
from acogida.pledges.queries.lights import delivery, freshness


def headers() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Who promises"),
        _("Kind of entity"),
        _("Country"),
        _("Place"),
        _("Year"),
        _("Begins on"),
        _("Ends on"),
        _("Objectives of the Compact"),
        _("Who tied the objectives"),
        _("What it contributes"),
        _("How it is made"),
        _("Where it was made"),
        _("Delivery"),
        _("Freshness"),
        _("Last report"),
        _("How sure it is"),
        _("Description"),
        _("Source"),
        _("Address"),
    ]


def rows(pledges: Iterable[Pledge], on: date, *, root: str) -> Iterator[list[Any]]:
    """One row a pledge; uses the relations of `queries.public.with_relations`."""
    for pledge in pledges:
        said = words_of(pledge)
        together = [p.organisation.name for p in getattr(pledge, "confirmed", [])]
        yield [
            pledge.number,
            said.title,
            "; ".join([pledge.pledger_name, *together]),
            str(pledge.entity_kind or ""),
            pledge.country.code if pledge.country else "",
            pledge.place or (str(pledge.territory) if pledge.territory else ""),
            pledge.year,
            pledge.starts_on,
            pledge.ends_on,
            "; ".join(map(str, numbers_in(pledge.objectives_mask))),
            str(pledge.get_objectives_basis_display()),
            "; ".join(str(label) for label in pledge.contribution_labels),
            "" if pledge.is_recorded else str(pledge.get_form_display()),
            str(pledge.get_route_display()),
            str(delivery(pledge, on).label),
            str(freshness(pledge, on).label),
            pledge.last_reported_on,
            pledge.last_grade,
            said.description,
            pledge.source_url,
            root + pledge.get_absolute_url(),
        ]
