"""What each school does about what was taken at its supplier, page by page, to the last letter."""

import re
import subprocess
from types import SimpleNamespace

from tests.browser.trust import FAMILIES, NAMES
from tests.incidents.assessment.walking import answer_all, record
from tests.incidents.importing.logs import csv_of
from tests.incidents.regulator.sending import send
from tests.incidents.test_critical_case import answer_the_rest, now
from tests.notices import WORDS

TAKEN = {
    "type": {"breach_types": ["confidentiality"], "actor": "external", "malicious": "yes"},
    "data": {"data_categories": ["basic", "health"], "data_sensitivity": "high"},
    "who": {"exfiltrated": "yes", "recipient_known": "no", "recipient_trusted": None,
            "exposed_to_unknown_or_many_recipients": "yes"},
    "people": {"systemic_or_repeat": "yes"},
    "numbers": {"number_of_subjects": "6"},
    "less-bad": {"data_recovered_or_confirmed_deleted": "no"},
}  # fmt: skip
LETTER = {
    **WORDS,
    "greeting": "Dear {name}",
    "what": "PupilWorks keeps our pupil records. Somebody took a copy of them. {child} is in it.",
    "when": "It happened in the holidays. Somebody used a stolen log-in of PupilWorks.",
    "data": "Names, dates of birth, addresses and what we know of health.",
    "effects": "Somebody could use it to pretend that they are the school.",
    "done": "PupilWorks has locked the log-in. We told the regulator.",
    "advice": "Be careful with messages that seem to come from us. Ring us if you are not sure.",
}


class School:
    """One of the four, with a window for each who has to do with it, and its incident."""

    def __init__(self, key, pk, ids, priya, clears):
        self.key, self.case, self.ids = key, SimpleNamespace(pk=pk), ids
        self.priya, self.clears = priya, clears  # clears: whoever clears as Headteacher
        self.batch, self.paper = "", ""  # the pages of its letters by email, and on paper

    def send(self, who, path, **answers):
        page = who.send(f"/incidents/{self.case.pk}/{path}", **answers)
        assert page.status == 200, (path, page.errors, page.words)
        return page

    def scan(self, *, is_on):
        """Whether their pages are scanned for accessibility, which takes longer than all else."""
        for each in (self.priya, self.clears):
            each.visit.scripts = is_on

    def look(self, path, who=None):
        return (who or self.priya).open(f"/incidents/{self.case.pk}/{path}")

    @property
    def page(self):
        return self.priya.visit.page

    @property
    def duties(self):
        return self.look("").words


def families_of(key):
    """Name, parent and address of each: 1 to 4 arrive, 5 is refused, 6 comes back, 7 has none."""
    place = ["parent-1", "parent-2", "parent-3", "parent-4", "refused-5", "gone-6", None]
    return [
        (f"Zebedee {FAMILIES[key]}{n}", f"Mrs {FAMILIES[key]}{n}",
         f"{who}-{key}@home.example" if who else "")
        for n, who in enumerate(place, 1)
    ]  # fmt: skip


def list_of(key):
    """The school's own spreadsheet of them."""
    return csv_of(
        ("Name", "Date of birth", "Parent or carer", "Email", "Address"),
        *[(child, f"{n}/3/2016", parent, email, f"{n} High Street, {NAMES[key]}")
          for n, (child, parent, email) in enumerate(families_of(key), 1)],
    )  # fmt: skip


def triage(school):
    send, priya = school.send, school.priya
    send(priya, "kind/", kind="confirmed", kind_reason="They say so.", personal_data="yes",
         title="Pupil records taken at PupilWorks")  # fmt: skip
    send(priya, "details/", breaches=["confidentiality"], people="7", cause="hacked_account",
         data_kinds=["basic", "health"], children="yes", is_continuing="no")  # fmt: skip
    send(priya, "awareness/", grounds="PupilWorks told us.")
    send(priya, "severity/", severity="major", reason="Every family.", lead=school.ids["deputy"])
    send(priya, "containment/", contained="yes", containment="The log-in is locked.")


def decide(school, dana):
    answer_all(school.priya, school.case, **TAKEN)
    record(school.priya, school.case)
    school.send(dana, "advice/", regulator="yes", people="yes", words="Tell them.")
    school.send(
        school.priya, "decision/", tell_regulator="yes", regulator_reason="A high risk.",
        tell_people="yes", ground_to_tell="high_risk", people_reason="They have to know.",
        taken_with=[school.ids[who] for who in ("deputy", "dpo")],
        without_dpo="It cannot wait.",
    )  # fmt: skip
    school.send(dana, "decision/agree/", agrees="yes")


def tell_regulator(school):
    """The first report within the 72 hours; what is not known yet follows."""
    answer_the_rest(school)
    return send(school.priya, school.case, **now("told_at"), without_log="It could not wait.",
                without_approval="They are away.")  # fmt: skip


def list_people(school):
    priya = school.priya.visit
    page = priya.open(f"/incidents/{school.case.pk}/people/import/")
    file = {"name": "families.csv", "mimeType": "text/csv", "buffer": list_of(school.key)}
    page.locator("[type=file]").set_input_files(file)
    page.locator("[name=kind][value=pupil]").check()
    priya.press("Continue")
    assert "7 people are on the list." in priya.press("Put 7 people on the list").inner_text("main")


def clear_notice(school):
    """Written by the Deputy DPO, and cleared by both, or whoever stands in."""
    parts = {f"part-{key}": words for key, words in LETTER.items()}
    school.send(school.priya, "notices/write/parents/en/", **parts)
    school.priya.visit.press("Put it up to be cleared")
    page = school.priya.visit.press("Clear it as it is")
    other = school.clears.visit
    other.open(page.url.removeprefix(other.base))
    assert "nobody can change it" in other.press("Clear it as it is").inner_text("main")


def letters_by_email(school):
    made = school.send(school.priya, "letters/make/", way="email", again="no",
                       medium_reason="Nobody had our own mail.")  # fmt: skip
    school.batch = made.path


def until_it_says(school, path, *words):
    """Return once the page says all of it."""
    school.priya.open(path)
    school.priya.visit.reload_until(
        lambda: all(each in school.priya.shown().words for each in words)
    )
    school.priya.visit.look()


def the_rest_on_paper(school, count):
    """Printed for those whom no email reached, and recorded as posted."""
    made = school.send(school.priya, "letters/make/", way="paper", again="no")
    assert f"{count} letters are ready" in made.words
    school.paper = made.path
    school.priya.send(made.links["Record that they were posted"], **now("done_at"))


def tell_regulator_the_rest(school):
    """The last report: what was not known yet, and that the families were told."""
    answer_the_rest(school, with_lines=True)
    return send(school.priya, school.case, **now("told_at"), phase="final",
                without_log="It is complete.", without_approval="They are away.")  # fmt: skip


def printed(school, folder):
    """The letters on paper, as somebody gets them to print: the file's name, and its words."""
    page = school.priya.visit.open(school.paper.removeprefix(school.priya.base))
    with page.expect_download() as got:
        page.get_by_role("button", name="One PDF to print").click()
    path = folder / got.value.suggested_filename
    got.value.save_as(path)
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"],  # noqa: S603, S607 - our file
                          capture_output=True, check=True, text=True)  # fmt: skip
    return path.name, said.stdout


def names_in(words):
    """Every family that is named in the words, of whichever school."""
    return set(re.findall("|".join(rf"{each}\d" for each in FAMILIES.values()), words))
