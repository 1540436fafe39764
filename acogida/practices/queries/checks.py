"""What a machine can check before a practice is sent: what is missing stops it, the rest is advice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.practices.fields import PARTS
from acogida.practices.models import Practice, PracticeText

SHORTEST_TITLE = 12
COMPACT_YEAR = 2018
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
PHONE = re.compile(r"(?<![\d./-])\+?\d[\d\s().-]{7,}\d(?![\d/])")
PAPERS = re.compile(
    r"\b(?:passport|pasaporte|passaporte|passeport|DNI|CURP|CPF|RUT)\W{0,4}(?:n[.º°o]*\W*)?[A-Z]{0,4}\d{5,}",
    re.I,
)
ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑÇ]{3,}\b")
ROMAN = re.compile(r"^[IVXLCDM]+$")


@dataclass(frozen=True)
class Check:
    """One remark. `stops` keeps it from being sent; `step` is where it is mended."""

    text: str
    stops: bool
    step: str


def checks_of(practice: Practice, text: PracticeText | None = None) -> list[Check]:
    """Everything there is to say about a practice before it is sent, what stops it first.

    One query, and one more where its `text` in its own language is not known.
    """
    text = text or practice.texts.get(language=practice.original_language)
    found = [*_missing(practice, text), *_personal(text), *_advice(practice, text)]
    return sorted(found, key=lambda check: not check.stops)


def _missing(practice: Practice, text: PracticeText) -> Iterator[Check]:
    for part in PARTS:
        if part.asked and not getattr(text, part.name).strip():
            step = "story" if part.name in ("title", "summary", "description") else "results"
            yield Check(_("“%(part)s” is still empty.") % {"part": part.label}, True, step)
    if not practice.served.filter(is_primary=True).exists():
        yield Check(
            _("Choose at least one objective of the Compact that it serves first of all."), True, "facts"
        )
    if not practice.year_start:
        yield Check(_("Say in which year it began."), True, "facts")
    if not practice.progress:
        yield Check(_("Say whether it is finished or still going on."), True, "facts")


def _personal(text: PracticeText) -> Iterator[Check]:
    for part in PARTS:
        words = getattr(text, part.name)
        if MAIL.search(words) or PHONE.search(words) or PAPERS.search(words):
            yield Check(
                _(
                    "“%(part)s” seems to hold an e-mail address, a telephone or a document number. "
                    "Take personal data out: a practice is public."
                )
                % {"part": part.label},
                True,
                "story" if part.name in ("title", "summary", "description") else "results",
            )


def _advice(practice: Practice, text: PracticeText) -> Iterator[Check]:
    if 0 < len(text.title) < SHORTEST_TITLE:
        yield Check(_("The title is very short. Say what is done and for whom."), False, "story")
    whole = "\n".join(getattr(text, part.name) for part in PARTS)
    if unexplained := acronyms(whole):
        yield Check(
            _("Spell these out the first time, with the letters in brackets: %(acronyms)s.")
            % {"acronyms": ", ".join(unexplained)},
            False,
            "story",
        )
    if practice.year_start and practice.year_start < COMPACT_YEAR and practice.progress == "finished":
        yield Check(
            _("It began before the Compact was adopted (December 2018). Say in the text what came after."),
            False,
            "facts",
        )


def acronyms(text: str) -> list[str]:
    """The acronyms that are never spelled out, in their order: “Office (OFI)” spells OFI out."""
    spelled = set(re.findall(r"\(([A-ZÁÉÍÓÚÑÇ]{3,})\)", text))
    return [
        word
        for word in dict.fromkeys(ACRONYM.findall(text))
        if word not in spelled and not ROMAN.match(word) and not re.search(rf"\b{word} \(", text)
    ]
