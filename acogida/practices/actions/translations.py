"""Telling a practice in another language, by a person; and bringing in a draft that was kept as a file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.practices.actions.drafts import start, write_text
from acogida.practices.actions.ground import locked, require_writer, written
from acogida.practices.models import Practice, PracticeText, TextStatus
from acogida.practices.queries.draftfile import read_draft
from acogida.practices.states import WRITING


@transaction.atomic
def translate(
    practice: Practice, language: str, *, values: Mapping[str, Any], by: User, at: datetime
) -> PracticeText:
    """Write some or all of a translation; it counts as a person's, of the original as it is now."""
    practice = locked(practice)
    require_writer(practice, by)
    if practice.state not in WRITING:
        raise Refused(_("It is with the reviewers now: what it says does not change until they answer."))
    written(practice)
    text = _tell(practice, language, values, TextStatus.HUMAN, at=at)
    audit.record("practices.translated", practice, by=by, at=at, detail={"language": language})
    return text


def _tell(
    practice: Practice, language: str, values: Mapping[str, Any], status: str, *, at: datetime
) -> PracticeText:
    if language not in LANGUAGES or language == practice.original_language:
        raise Refused(_("Choose one of the other languages."))
    if not str(values.get("title", "")).strip():
        raise Refused(_("Give the translation a title too."))
    text, _new = PracticeText.objects.get_or_create(
        practice=practice, language=language, defaults={"status": status, "updated_at": at}
    )
    write_text(practice, language, values, at=at)
    text.refresh_from_db()
    text.status, text.updated_at = status, at
    if status != TextStatus.OUTDATED:
        text.of_revision = practice.texts.get(language=practice.original_language).changed_in
    text.save(update_fields=["status", "updated_at", "of_revision"])
    return text


@transaction.atomic
def bring_draft(organisation: Organisation, data: bytes, *, by: User, at: datetime) -> Practice:
    """Begin a practice with a draft that was kept as a file, in all the languages it was told in."""
    values, others = read_draft(data)
    practice = start(organisation, values=values, by=by, at=at)
    for language, words in others.items():
        if words.get("title", "").strip():
            _tell(practice, language, words, words["status"], at=at)
    audit.record("practices.draft_brought", practice, by=by, at=at)
    return practice
