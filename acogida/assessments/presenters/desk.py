"""Where somebody works: a colleague on the pages of the assessment, a link's holder on those of the link."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments import rules
from acogida.assessments.models import Assessment, LinkPurpose, PersonalLink, SubDimension
from acogida.assessments.presenters.words import Crumb, title_of, work_crumbs
from acogida.assessments.rules import Author
from acogida.assessments.states import State


@dataclass(frozen=True)
class Desk:
    """The addresses of one person's pages of one assessment. `token` is "" for a colleague."""

    assessment: Assessment
    author: Author
    token: str = ""
    sections: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_link(self) -> bool:
        return bool(self.token)

    @property
    def purpose(self) -> str:
        return self.author.purpose if isinstance(self.author, PersonalLink) else ""

    @property
    def may_answer(self) -> bool:
        return rules.may_answer(self.author, self.assessment) and self.assessment.state != State.PUBLISHED

    @property
    def may_remove_any(self) -> bool:
        return not self.is_link

    @property
    def sees_private_files(self) -> bool:
        """Those consulted see only the files that become public."""
        return self.purpose != LinkPurpose.CONSULT

    def _url(self, name: str, *args: object) -> str:
        if self.token:
            return reverse(f"assessments:link_{name}", args=[self.token, *args])
        return reverse(f"assessments:{name}", args=[self.assessment.pk, *args])

    @property
    def overview_url(self) -> str:
        if self.token:
            return reverse("assessments:link", args=[self.token])
        return reverse("assessments:work", args=[self.assessment.pk])

    def section_url(self, sub: SubDimension) -> str:
        return self._url("answering", sub.dimension.key, sub.key)

    def presence_url(self, sub: SubDimension) -> str:
        return self._url("presence", sub.dimension.key, sub.key)

    def autosave_url(self, code: str) -> str:
        return self._url("autosave", code)

    def evidence_url(self, code: str) -> str:
        return self._url("evidence", code)

    def discussion_url(self, code: str) -> str:
        return self._url("discussion", code)

    def file_url(self, item: int) -> str:
        return self._url("evidence_file", item)

    def remove_url(self, item: int) -> str:
        return self._url("remove_evidence", item)

    def crumbs(self, *further: Crumb) -> list[Crumb]:
        if not self.token:
            return work_crumbs(self.assessment, *further)
        return [(self.overview_url if further else "", title_of(self.assessment)), *further]

    @property
    def audience(self) -> str:
        """Who sees what is written here, in one sentence."""
        if self.token:
            return _("Each answer is saved as soon as you give it. Only %(organisation)s sees it.") % {
                "organisation": self.assessment.organisation
            }
        return _("Each answer is saved as soon as you give it. Only your organisation sees it.")


def desk_of(assessment: Assessment, user: User) -> Desk:
    return Desk(assessment, user)


def desk_of_link(link: PersonalLink, token: str) -> Desk:
    sections = frozenset(section.pk for section in link.sections.all())
    return Desk(link.assessment, link, token, sections)
