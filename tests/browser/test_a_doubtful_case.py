"""A case in doubt: three versions of the assessment, two decisions, three people who decide."""

import pytest

from tests.browser.test_the_notice_to_all_parents import report, triage

pytestmark = pytest.mark.browser(twice=True)
# Facts that stay as they are through all three versions, page by page.
PAGES = (
    {"Did somebody mean harm": "No"},
    {"How private is it?": "Very: it could shame, endanger or badly hurt somebody",
     "Is there enough": "No", "Could anybody read it already?": "No"},
    {"How easily can somebody tell": "At once: the name, a photo or an address is there"},
    {"Did somebody get, copy": "No", "Do you know who has it?": "Yes",
     "Did it reach many people": "No"},
    {"What did people have to do without?": "Nothing that they would notice",
     "Is it gone for good?": "No", "Has somebody misused it": "No"},
    {"Are there people at risk": "No", "Has it happened before": "No"},
    {},
    {"Is it encrypted": "No", "Is there another copy": "Yes"},
)  # fmt: skip


def choose(page, question, answer):
    group = page.get_by_role("group", name=question)
    group.get_by_label(answer, exact=True).filter(visible=True).first.check()


def assess(deputy, incident, **more):
    """Walk through the eight pages and record what follows; `more` answers one page each."""
    page = deputy.open(f"{incident}assessment/type/")
    for number, answers in enumerate(PAGES, start=1):
        for question, answer in {**answers, **more.get(f"page_{number}", {})}.items():
            choose(page, question, answer)
        deputy.press("Save and continue")
    shown = page.inner_text("main")
    page.get_by_role("button", name="Record this as version").click()
    deputy.look()
    return shown


def decide(deputy, incident, *, tell, ground):
    page = deputy.open(f"{incident}decision/")
    choose(page, "Do we tell the regulator?", tell)
    choose(page, "Do we tell the people", tell.split(",")[0])
    page.get_by_label(ground).check()
    page.get_by_label("Why?", exact=True).fill("As the assessment says.")
    page.get_by_label("Why are they told, or not told?").fill("As the assessment says.")
    page.get_by_label("Alan Morris").check()
    deputy.press("Save")
    return page


def agree(visit, who, incident):
    other = visit(who, width=320)
    page = other.open(f"{incident}decision/agree/")
    choose(page, "Do you agree with this decision?", "I agree")
    other.press("Save")


@pytest.mark.clause("BR-1.4", "BR-3.2", "BR-5.22", "SI-M6-DPO")
def test_from_doubt_to_a_changed_decision(visit, site):
    deputy = visit("deputy")
    page = triage(deputy, report(visit("staff")))
    incident = page.url.removeprefix(deputy.base)
    trusted = {"Can you trust them": "Yes"}
    back = {"Did it come back": "Yes"}
    worse = {"Has somebody misused it": "Yes"}

    assert "It depends on what is not known yet" in assess(deputy, incident)
    assert "A risk is unlikely" in assess(deputy, incident, page_4=trusted, page_8=back)
    decide(deputy, incident, tell="No, a risk to people is unlikely",
           ground="No high risk to them is likely")  # fmt: skip
    assert "Decided: no need to tell" in page.inner_text("main")
    for who in ("head", "dpo"):
        agree(visit, who, incident)
    assert "A high risk is likely" in assess(deputy, incident, page_5=worse)
    deputy.open(incident)
    deputy.follow("Decide again whether to tell the regulator and the people affected")
    decide(deputy, incident, tell="Yes, a risk to people is likely, or we are not sure",
           ground="A high risk to them is likely")  # fmt: skip
    assert "Tell the regulator, and record that you did" in page.inner_text("main")
    deputy.open(f"{incident}assessment/compare/")
    assert "alone would have changed the answer: yes" in page.inner_text("main")
    verified = site.instance.run("verify", "--school", site.slug)
    assert verified.returncode == 0, verified.stdout + verified.stderr
