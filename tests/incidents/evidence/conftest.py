"""A report with its reporter and the team, each at a browser."""

from dataclasses import dataclass

import pytest

from tests.incidents.visits import Page, Visitor
from tests.worlds import a_member, a_report, a_school
from tocsin.core.roles import Role
from tocsin.incidents.models import Attachment, Incident
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership, School


@dataclass
class Scene:
    school: School
    reporter: Membership
    deputy: Membership
    incident: Incident

    def __post_init__(self) -> None:
        self.tom = Visitor(self.reporter, factors=1)
        self.priya = Visitor(self.deputy)
        self.own = f"/report/mine/{self.incident.pk}/files/"
        self.files = f"/incidents/{self.incident.pk}/files/"

    def report(self, *files: object) -> Page:
        """Tom adds files to his report."""
        return self.tom.post(self.own, added=list(files))

    def rows(self) -> list[Attachment]:
        with reading(self.school.pk):
            found = Attachment.objects.filter(school=self.school)
            return list(found.select_related("incident").order_by("name"))


@pytest.fixture
def scene(clock):
    del clock  # it is Friday 20 November
    school = a_school()
    tom = a_member(school, name="Tom Reed")
    priya = a_member(school, Role.DEPUTY_DPO, name="Priya Shah")
    return Scene(school, tom, priya, a_report(tom))
