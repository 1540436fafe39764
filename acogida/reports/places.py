"""Where reports appear beyond their own pages: the search finds those that were frozen."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from acogida.core.search import sources
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES, in_language
from acogida.reports.kinds import Kind
from acogida.reports.models import Report


def entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Frozen reports, one entry a language: what they are about, of which kind, as of when."""
    found = Report.objects.order_by("pk")
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for one in found:
        of_country = one.kind == Kind.COUNTRY
        for language in LANGUAGES:
            with override(language):
                kind = str(Kind(one.kind).label)
            yield Entry(
                key=str(one.pk),
                language=language,
                title=f"{kind}: {in_language(one.content['title'], language)}",
                body=one.sha256,
                view="reports:frozen",
                args=(str(one.pk),),
                country=one.subject.upper() if of_country else "",
                note=one.as_of.isoformat(),
                year=one.as_of.year,
            )


def register() -> None:
    sources.register(sources.Source("report", _("Reports"), 90, entries))
