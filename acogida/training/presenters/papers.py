"""What is printed for a session."""

from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.documents.report import Facts, Report, Table
from acogida.training.models import Nomination, Session
from acogida.training.presenters import words


def sign_in_sheet(session: Session, people: list[Nomination]) -> Report:
    """One line a participant with room to sign, and a few empty ones for who comes unannounced."""
    edition = session.component.edition
    rows = [[n, person.name, person.country or "", ""] for n, person in enumerate(people, 1)]
    rows += [[len(people) + n, "", "", ""] for n in range(1, 6)]
    return Report(
        title=str(session),
        subtitle=str(edition),
        language=get_language() or "es",
        date=session.starts_at.astimezone(ZoneInfo(edition.time_zone)).date(),
        source="Acogida",
        sections=[
            Facts(words.strip(session.starts_at, session.ends_at, [edition.time_zone])),
            Table(
                [_("No."), _("Name"), _("Country"), _("Signature")],
                rows,
                caption=_("Sign-in sheet"),
                numeric_columns=[0],
            ),
        ],
    )
