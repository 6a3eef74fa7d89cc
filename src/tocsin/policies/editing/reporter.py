"""How whoever reports is protected."""

from dataclasses import replace
from typing import Any

from tocsin.core.policy import Pack, Reporter
from tocsin.core.roles import GRANTS, Permission
from tocsin.policies.editing.base import SectionForm, roles_from
from tocsin.ui.fields import Choices, Tick


class ReporterForm(SectionForm):
    """Whether names can be left out or sealed, and who opens a sealed one. Source: SI-ANON."""

    title = "Protecting whoever reports"
    may_be_anonymous = Tick(label="People can report without their name", required=False)
    may_be_confidential = Tick(label="People can have their name sealed", required=False)
    identity_visible_to = Choices(
        (), label="Who may open a sealed name?", empty="Select who may open a sealed name"
    )
    is_opened_by_two = Tick(
        label="It takes two people: one asks, and somebody else agrees", required=False
    )

    def initial_of(self) -> dict[str, Any]:
        now = self.pack.reporter
        return {
            "may_be_anonymous": now.may_be_anonymous,
            "may_be_confidential": now.may_be_confidential,
            "identity_visible_to": now.identity_visible_to,
            "is_opened_by_two": now.is_opened_by_two,
        }

    def ask(self) -> None:
        able = GRANTS[Permission.OPEN_NAME] | set(self.pack.reporter.identity_visible_to)
        self.offer(
            "identity_visible_to",
            [(role.value, self.pack.label_of(role)) for role in sorted(able)],
        )

    def applied(self, answers: dict[str, Any]) -> Pack:
        told = {**answers, "identity_visible_to": roles_from(answers["identity_visible_to"])}
        told.pop("seen", None)
        return replace(self.pack, reporter=Reporter(**told))
