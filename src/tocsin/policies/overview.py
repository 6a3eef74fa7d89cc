"""A pack in plain words, for a page; with links to where it can be changed, for whoever may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from tocsin.core.pack_compare import NOT_SET, humanised
from tocsin.core.pack_parts import ANY, Level, Mode, Stage, Timescale
from tocsin.core.pack_practice import KeptFrom, Review
from tocsin.core.policy import WORDING, Pack
from tocsin.core.roles import Role
from tocsin.core.when import say_date
from tocsin.policies.editing.sections import section_of
from tocsin.policies.editing.timescales import item_of
from tocsin.ui.pieces import Row

MODES = {
    Mode.CHOSEN: "People choose by what the levels mean.",
    Mode.RULES: "Rules suggest a level; a person decides. The first rule that fits wins.",
    Mode.SCORE: "Points suggest a level; a person decides.",
}
TAGS = {"white": "grey", "blue": ""}  # the tags have no white, and blue is their usual colour
KEPT_FROM = {
    KeptFrom.OCCURRED: "when it happened",
    KeptFrom.REPORTED: "when it was reported",
    KeptFrom.ENTERED: "when it was written down",
    KeptFrom.CLOSED: "when it was closed",
    KeptFrom.YEAR_END: "the end of the school year",
}
DOES = {
    "told": "Told at once",
    "leads": "Leads",
    "supports": "Supports",
    "oversees": "Oversees",
    "decides": "Decides on telling",
    "signs": "Signs the report",
    "closes": "Closes",
}


@dataclass(frozen=True)
class LevelLine:
    """A level with the colour of its tag."""

    level: Level
    colour: str
    href: str


@dataclass(frozen=True)
class Who:
    """Who does what at one level: names and roles, in the order of DOES."""

    label: str
    cells: Sequence[tuple[str, str]]
    href: str


@dataclass(frozen=True)
class Soon:
    """How soon a stage must be done; `words` say what the document says, or why it does not."""

    label: str
    words: str
    is_set: bool
    href: str


class Overview:
    """Everything a page says of one pack. `slug` is the school's, or empty for who may not edit."""

    def __init__(self, pack: Pack, slug: str) -> None:
        self.pack, self._slug = pack, slug
        self.hours = int(pack.regulator_window.total_seconds()) // 3600
        self.does = list(DOES.values())
        self.unset = [
            Row(each.label, each.why, self._href(*section_of(each)), "Set this")
            for each in pack.unset()
        ]

    @property
    def document(self) -> list[Row]:
        """What the document says about itself. Source: SI-DOC."""
        told = self.pack.identity
        said: dict[str, str] = {
            "Name": told.name,
            "Issued by": told.issuer,
            "Version": told.version,
            "Approved by": told.approved_by,
            "Approved on": say_date(told.approved_on) if told.approved_on else "",
            "Next review": say_date(told.next_review_on) if told.next_review_on else "",
        }
        href = self._href("document")
        nation = humanised(told.nation.replace("-", " "))
        return [*(_row(label, value, href) for label, value in said.items()), Row("Nation", nation)]

    @property
    def levels(self) -> list[LevelLine]:
        """The worst first."""
        return [
            LevelLine(level, TAGS.get(level.colour, level.colour), self._href("level", level.key))
            for level in reversed(self.pack.levels)
        ]

    @property
    def severity(self) -> Row:
        """How severity is arrived at."""
        words = MODES[self.pack.severity.mode]
        return Row("How severity is set", words, self._href("severity"))

    @property
    def rules(self) -> list[str]:
        """The rules for severity, as sentences."""
        if self.pack.severity.mode is not Mode.RULES:
            return []
        return [
            f"{self.pack.level(rule.level).label}, if {rule.when.words()}"
            for rule in self.pack.severity.rules
        ]

    @property
    def matrix(self) -> list[Who]:
        """Who does what, the worst level first."""
        keys = [*reversed(self.pack.level_keys), *([] if self.pack.levels else [ANY])]
        return [self._who(key) for key in keys]

    @property
    def general_href(self) -> str:
        """Where who does what at every level is changed."""
        return self._href("matrix", ANY) if self.pack.levels else ""

    def _who(self, key: str) -> Who:
        row = self.pack.matrix_for(key)
        cells = []
        for name, label in DOES.items():
            value = getattr(row, name)
            roles = (value,) if isinstance(value, Role) else value or ()
            cells.append((label, self._roles(roles) or NOT_SET.capitalize()))
        label = self.pack.level(key).label if key != ANY else "Every incident"
        return Who(label, cells, self._href("matrix", key))

    @property
    def timescales(self) -> list[Soon]:
        """How soon each stage must be done. Source: SI-M7."""
        return [self._soon(each) for each in self.pack.timescales]

    def _soon(self, timescale: Timescale) -> Soon:
        level = "" if timescale.level == ANY else self.pack.level(timescale.level).label
        label = humanised(timescale.stage) + (f" ({level})" if level else "")
        words = humanised(timescale.words()) if timescale.is_set else timescale.note
        href = self._href("timescale", item_of(timescale))
        return Soon(label, words, timescale.is_set, href)

    @property
    def new_timescales(self) -> list[tuple[str, str]]:
        """Stages that the document puts no time on, each with where to set one."""
        known = {each.stage for each in self.pack.timescales}
        if not self._slug:
            return []
        return [
            (self._href("timescale", item_of(Timescale(stage))), humanised(stage))
            for stage in Stage
            if stage not in known
        ]

    @property
    def escalation(self) -> Row:
        """Who hears of lateness."""
        setting = self.pack.escalation
        chain = ", then ".join(self.pack.label_of(role) for role in setting.chain)
        words = f"{chain}; the next one after {setting.every_hours} hours" if chain else ""
        return _row("When something is late", words, self._href("escalation"))

    @property
    def referrals(self) -> list[str]:
        """When referral is not a choice. Source: SI-M8; BR-5.3."""
        return [
            f"{self.pack.label_of(rule.to)}: {rule.because}"
            + (f" ({rule.clause})" if rule.clause else "")
            for rule in self.pack.referrals
        ]

    @property
    def practice(self) -> list[Row]:
        """Pupils, clearance, keeping and reviewing."""
        pack, cleared = self.pack, self.pack.clearance
        age = pack.pupils.parents_told_up_to_age
        told = "" if age is None else f"Parents or carers are told, up to the age of {age}"
        by = self._roles(cleared.roles)
        agreed = f"{cleared.count} of: {by}" if cleared.count else ""
        return [
            _row("Pupils", told, self._href("pupils")),
            _row("Whoever reports", _protected(pack), self._href("reporter")),
            _row("Who clears what leaves the school", agreed, self._href("clearance")),
            *self._kept(),
            *(self._cycle(review) for review in Review),
        ]

    def _kept(self) -> Iterable[Row]:
        rows = {row.category: row for row in self.pack.retention}
        for category in {ANY: None, **rows}:
            row = rows.get(category)
            label = "Records" if category == ANY else humanised(category)
            words = f"{row.amount} {row.unit} from {KEPT_FROM[row.counted_from]}" if row else ""
            yield _row(f"{label} kept for", words, self._href("retention", category))

    def _cycle(self, review: Review) -> Row:
        now = self.pack.cycle(review)
        by = f", by {self.pack.label_of(now.by)}" if now and now.by else ""
        words = f"Every {now.amount} {now.unit}{by}" if now else ""
        return _row(humanised(review), words, self._href("cycle", review.value))

    @property
    def checklists(self) -> list[Row]:
        """The steps of an investigation, and for which incidents. Source: SI-M3-STEPS."""
        return [
            _row(
                book.title,
                f"{'; '.join(step.title for step in book.steps)}. Used: {book.when.words()}.",
                self._href("checklist", book.key),
            )
            for book in self.pack.playbooks
        ]

    @property
    def new_checklist_href(self) -> str:
        """Where a checklist is added; empty for who may not edit."""
        return self._href("checklist", "new")

    @property
    def wording(self) -> list[Row]:
        """What the product says in the school's own words, or ours."""
        href = self._href("wording")
        return [Row(humanised(name), self.pack.words_for(name), href) for name in WORDING]

    def _roles(self, roles: Iterable[Role]) -> str:
        return ", ".join(self.pack.label_of(role) for role in roles)

    def _href(self, section: str, item: str = "") -> str:
        if not self._slug:
            return ""
        if section == "level":
            return reverse("policies:level", args=[self._slug, item])
        name = "policies:edit-item" if item else "policies:edit"
        return reverse(name, args=[self._slug, section, *([item] if item else [])])


def overview_of(pack: Pack, slug: str) -> Overview:
    """The pack in words, with links for the school at `slug`; without any when it is empty."""
    return Overview(pack, slug)


def _protected(pack: Pack) -> str:
    kept = pack.reporter
    offered = {"without a name": kept.may_be_anonymous, "name sealed": kept.may_be_confidential}
    words = ", ".join(name for name, is_so in offered.items() if is_so) or "always named"
    roles = " or ".join(pack.label_of(role) for role in kept.identity_visible_to)
    how = ", two together" if kept.is_opened_by_two else ""
    return f"{words.capitalize()}. Opens a sealed name: {roles}{how}."


def _row(label: str, words: str, href: str) -> Row:
    if words:
        return Row(label, words, href)
    return Row(label, "Not set", href, "Set this")
