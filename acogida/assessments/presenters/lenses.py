"""The profile of an edition through one lens: what its tab, table and chart show."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.assessments.models import Publication
from acogida.assessments.presenters.published import TopicRow, dimension_url, objective_url, topic_row
from acogida.assessments.queries import lenses, profile, public
from acogida.assessments.queries.profile import Topic

OBJECTIVES = "objectives"


@dataclass(frozen=True)
class ShownLens:
    """`mapping` says whose mapping it is, where it is ours."""

    key: str
    label: str
    topics: list[Topic]
    rows: list[TopicRow]
    mapping: str = ""


def lens_tabs(path: str, chosen: str) -> list[tuple[str, str, bool]]:
    """The tabs, as the `tabs` component takes them."""
    words = {
        "": _("By dimension"),
        OBJECTIVES: _("By objective of the Compact"),
        lenses.SDG: _("By goal of the 2030 Agenda"),
        lenses.SEAL: _("By dimension of MigraCidades"),
    }
    return [(f"{path}?lens={key}" if key else path, word, key == chosen) for key, word in words.items()]


def shown_lens(publication: Publication, key: str, dimensions: list[Topic]) -> ShownLens:
    """The lens with this key; that of the dimensions where there is none such."""
    content = publication.content
    if key == OBJECTIVES:
        objectives = public.titles_of_objectives()
        topics = profile.by_objective(content, {n: o.label for n, o in objectives.items()})
        rows = [
            topic_row(t, url=objective_url(publication, t.number), objective=objectives.get(t.number))
            for t in topics
        ]
        return ShownLens(key, _("Objective"), topics, rows)
    if key in lenses.LENSES:
        topics = lenses.through(content, key)
        place = [publication.assessment_id, publication.number, key]
        rows = [topic_row(t, url=reverse("assessments:lens", args=[*place, t.number])) for t in topics]
        label = _("Goal") if key == lenses.SDG else _("Dimension of MigraCidades")
        return ShownLens(key, label, topics, rows, _mapping(key))
    rows = [topic_row(t, url=dimension_url(publication, t.key)) for t in dimensions]
    return ShownLens("", _("Dimension"), dimensions, rows)


def _mapping(key: str) -> str:
    if key == lenses.SDG:
        return _(
            "Which questions touch which goal is our own mapping. The United Nations has not approved it, "
            "and this is not SDG reporting."
        )
    return _(
        "Which questions touch which of the ten dimensions of MigraCidades (IOM and UFRGS, Brazil) is our "
        "own mapping. The programme has not approved it, and this is not its certification."
    )
