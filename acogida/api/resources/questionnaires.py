"""Published questionnaires: what municipalities are asked, in their versions."""

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.questionnaires import QuestionnaireBrief, QuestionnaireOut
from acogida.assessments.models import Instrument, Question

router = Router()


def _brief(found: Instrument) -> Said:
    return {
        "id": found.pk,
        "code": found.code,
        "version": found.version,
        "label": str(found),
        "title": found.title,
        "warning": found.warning,
        "url": api_url("questionnaires", found.pk),
        "page": page_url("assessments:instrument", found.pk),
    }


def _whole(found: Instrument) -> Said:
    asked = (
        Question.objects.filter(sub_dimension__dimension__instrument=found)
        .select_related("sub_dimension__dimension")
        .prefetch_related("objectives")
        .order_by("sub_dimension__dimension__number", "sub_dimension__number", "number", "pk")
    )
    questions = [
        {
            "dimension": one.sub_dimension.dimension.key,
            "sub_dimension": one.sub_dimension.key,
            "code": one.code,
            "text": one.text,
            "objectives": sorted(objective.number for objective in one.objectives.all()),
            "sdg": one.sdg,
            "source": one.source,
        }
        for one in asked
    ]
    return {**_brief(found), "questions": questions}


mount(
    router,
    Resource(
        name="questionnaires",
        one="questionnaire",
        lists=gettext_noop("Questionnaires that municipalities assess themselves with"),
        shows=gettext_noop("One questionnaire with all its questions"),
        missing=gettext_lazy("There is no published questionnaire with this number."),
        rows=Instrument.objects.published,
        brief=_brief,
        whole=_whole,
        shape=QuestionnaireBrief,
        whole_shape=QuestionnaireOut,
    ),
)
