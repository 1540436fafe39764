"""Bringing the shipped questionnaire into the database, with the same result every time."""

import hashlib
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from acogida.assessments.models import Dimension, Instrument, Question, SubDimension
from acogida.compact.models import Objective

DATA = Path(__file__).parents[1] / "data"
SOURCES = ("mgi.yaml", "mgi.pt-fr.yaml", "evidence_types.yaml", "guidance.yaml")
CODE = "local-self-assessment"
# Named for what it is, in words nobody can take for the official instrument.
TITLE = {
    "es": "Autoevaluación local de gobernanza migratoria",
    "pt": "Autoavaliação local de governança migratória",
    "en": "Local self-assessment of migration governance",
    "fr": "Autoévaluation locale de la gouvernance des migrations",
}


@transaction.atomic
def load_instrument() -> Instrument:
    """Load the 95 questions, their dimensions and their objectives; a second time changes nothing.

    Questions keep their rows, so answers to them stay. Objectives that `compact` has not loaded yet are
    left out, and the next call links them.
    """
    raw = [(DATA / name).read_bytes() for name in SOURCES]
    fingerprint = hashlib.sha256(b"".join(raw)).hexdigest()
    data, translations, evidence_words, guidance = (yaml.load(text, yaml.CSafeLoader) for text in raw)
    version = str(data["meta"]["schema_version"])
    known = Instrument.objects.filter(code=CODE, version=version, fingerprint=fingerprint).first()
    if known:
        return known
    instrument, _created = Instrument.objects.update_or_create(
        code=CODE,
        version=version,
        defaults={
            "title": TITLE,
            "warning": data["meta"]["warning"] | translations["warning"],
            "evidence_words": evidence_words,
        },
    )
    sub_dimensions = _load_dimensions(instrument, data["dimensions"], translations)
    rows = [row | {"guidance": guidance[row["id"]]} for row in data["indicators"]]
    questions = _load_questions(instrument, sub_dimensions, rows, translations["questions"])
    if _link_objectives(questions, data["indicators"]):
        instrument.fingerprint = fingerprint
        instrument.save(update_fields=["fingerprint"])
    return instrument


def _load_dimensions(
    instrument: Instrument, rows: list[dict[str, Any]], translations: dict[str, Any]
) -> dict[tuple[str, str], SubDimension]:
    """The sub-dimensions by (dimension key, own key)."""
    found: dict[tuple[str, str], SubDimension] = {}
    for row in rows:
        words = translations["dimensions"].get(row["key"], {})
        dimension, _created = Dimension.objects.update_or_create(
            instrument=instrument,
            key=row["key"],
            defaults={
                "number": row["number"],
                "name": row["name"] | words.get("name", {}),
                "long_name": row["long_name"] | words.get("long_name", {}),
                "focus": row["local_focus"] | words.get("focus", {}),
            },
        )
        for number, sub in enumerate(row["sub_dimensions"], 1):
            name = sub["name"] | words.get("sub_dimensions", {}).get(sub["key"], {})
            found[row["key"], sub["key"]], _created = SubDimension.objects.update_or_create(
                dimension=dimension, key=sub["key"], defaults={"number": number, "name": name}
            )
    return found


def _load_questions(
    instrument: Instrument,
    sub_dimensions: dict[tuple[str, str], SubDimension],
    rows: list[dict[str, Any]],
    translations: dict[str, dict[str, str]],
) -> dict[str, Question]:
    """The questions by code, new ones made and known ones brought up to date, in two statements."""
    known = {q.code: q for q in Question.objects.filter(sub_dimension__dimension__instrument=instrument)}
    numbers: dict[int, int] = {}
    for row in rows:
        sub = sub_dimensions[row["dimension"], row["sub_dimension"]]
        question = known.setdefault(row["id"], Question(code=row["id"]))
        numbers[sub.pk] = question.number = numbers.get(sub.pk, 0) + 1
        question.sub_dimension = sub
        question.topic = row["topic"]
        question.text = row["question"] | translations.get(row["id"], {})
        question.evidence_types = row["evidence_types"]
        question.guidance = {key: row["guidance"][key] for key in ("example", "look")}
        question.sdg, question.seal = row["guidance"]["sdg"], row["guidance"]["seal"]
        question.source = row["source"]
        question.source_note = row.get("source_note", "")
    fields = ["sub_dimension", "number", "topic", "text", "evidence_types", "guidance", "sdg", "seal"]
    fields += ["source", "source_note"]
    Question.objects.bulk_update([q for q in known.values() if q.pk], fields)
    Question.objects.bulk_create([q for q in known.values() if not q.pk])
    return known


def _link_objectives(questions: dict[str, Question], rows: list[dict[str, Any]]) -> bool:
    """Tie each question to its objectives; whether all of them were there."""
    numbers = set(Objective.objects.values_list("number", flat=True))
    through = Question.objectives.through
    wanted = {(questions[row["id"]].pk, number) for row in rows for number in row["gcm_objectives"]}
    through.objects.filter(question__in=questions.values()).delete()
    through.objects.bulk_create(
        through(question_id=question, objective_id=number)
        for question, number in sorted(wanted)
        if number in numbers
    )
    return {number for _question, number in wanted} <= numbers
