"""Small courses for tests."""

from acogida.training.actions import learner as deeds
from acogida.training.models import Course, CoursePart, Learner, Question, Quiz, Unit
from acogida.training.states import Kind
from acogida.training.tests.factories import AT, component


def course(slug="course", *, units=2, **kwargs):
    """An open course; its first unit has a quiz of two questions, the others are read."""
    values = {
        "title": {"es": "Curso", "en": "Course"},
        "languages": ["es", "en"],
        "is_open": True,
        "published_at": AT,
        "created_at": AT,
    }
    made = Course.objects.create(slug=slug, **(values | kwargs))
    for n in range(1, units + 1):
        unit(made, n)
    quiz(made.units.get(order=1))
    return made


def unit(of, n=1, **kwargs):
    values = {"title": {"es": f"Unidad {n}", "en": f"Unit {n}"}, "body": {"es": "Texto", "en": "Text"}}
    return Unit.objects.create(course=of, key=f"u{n}", order=n, minutes=5, **(values | kwargs))


def single(of, n=1, topic="t", **kwargs):
    """Its first answer is right, the second wrong and says so."""
    content = {
        "format": "markdown",
        "text": {"es": f"¿Pregunta {n}?", "en": f"Question {n}?"},
        "feedback": {},
        "choices": [
            {"text": {"es": "Sí", "en": "Yes"}, "percent": 100.0, "feedback": {}},
            {
                "text": {"es": "No", "en": "No"},
                "percent": 0.0,
                "feedback": {"es": "Vuelva a leer", "en": "Read again"},
            },
        ],
    }
    return Question.objects.create(
        course=of, topic=topic, name=f"q{n}", kind="single", content=content | kwargs, created_at=AT
    )


def quiz(of_unit, **kwargs):
    for n in (1, 2):
        single(of_unit.course, n)
    values = {"topic": "t", "draws": 2, "pass_percent": 60}
    return Quiz.objects.create(unit=of_unit, **(values | kwargs))


def part(of_edition, of_course, **kwargs):
    made = component(of_edition, kind=Kind.COURSE, key="course", **kwargs)
    CoursePart.objects.create(component=made, course=of_course)
    return made


def learner(of_course, **kwargs) -> Learner:
    return deeds.begin(of_course, at=AT, **kwargs)


def right(sheet):
    return {f"q{question.pk}": ["0"] for question in sheet.questions}


def wrong(sheet):
    return {f"q{question.pk}": ["1"] for question in sheet.questions}
