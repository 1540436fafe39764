"""What the certificate of an edition asks for, a sentence each, in the language of the moment."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from acogida.training.models import Component, Edition
from acogida.training.states import Kind


def conditions(edition: Edition, components: Iterable[Component]) -> list[str]:
    said = []
    for part in components:
        if part.is_required:
            match part.kind:
                case Kind.COURSE:
                    words = _("Pass the course “%(title)s”.")
                case Kind.SESSION:
                    words = _("Attend at least %(n)s %% of “%(title)s”, breaks left out.")
                case Kind.QUESTIONNAIRE:
                    words = _("Answer “%(title)s”.")
                case _other:
                    words = _("Take part in “%(title)s”.")
            said.append(words % {"title": part, "n": edition.attendance_percent})
    return said
