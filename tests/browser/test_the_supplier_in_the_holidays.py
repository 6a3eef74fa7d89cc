"""In the holidays a supplier loses the records of four schools: each tells its families, to the
last letter.
"""

import re
from contextlib import contextmanager
from uuid import UUID

import pytest

from tests.browser import at_a_supplier as stages
from tests.browser.at_a_supplier import School, families_of, names_in
from tests.browser.conftest import PICTURES, Visit
from tests.browser.trust import FAMILIES, NAMES, a_trust
from tests.browser.windows import Window
from tests.incidents.mailbox.conftest import imap  # noqa: F401 - a fixture
from tests.jobs.instances import until

pytestmark = pytest.mark.browser(twice=True)
COMPANY, DESK = "PupilWorks", "desk@pupilworks.example"
LEFT = "Find another way to reach people whose letter came back"
NEWS = "PupilWorks says: names and addresses. It has told the regulator itself."
SAID = "Somebody used a stolen log-in of our support desk, and took a copy of your pupils' records."


def shown(window, name):
    if PICTURES:
        page = window.visit.page if isinstance(window, Window) else window.page
        page.screenshot(path=PICTURES / f"supplier-{name}.png", full_page=True)


@pytest.fixture
def trust(migrated, tmp_path, imap):  # noqa: F811 - the fixture
    with a_trust(migrated, tmp_path, imap) as found:
        yield found


@pytest.fixture
def window(browser, trust):
    """`window("alder", "head", width=320)`: somebody's window, and every address it asks for."""
    contexts, asked = [], []

    def opened(key, who, *, width=1200, scripts=True):
        size = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=size, java_script_enabled=scripts))
        visit = Visit(contexts[-1], trust.sites[key], who, scripts=scripts)
        visit.page.on("request", lambda request: asked.append(request.url))
        return Window(visit)

    opened.asked = asked
    yield opened
    for each in contexts:
        each.close()


def school_of(trust, window, key, pk):
    """Its people: Alder's at desks, Birch's on phones, and the others' without scripts."""
    how = {"alder": {}, "birch": {"width": 320}}.get(key, {"scripts": False})
    clears = "standin" if key == "birch" else "head"
    ids = trust.made[key]["ids"]
    return School(key, pk, ids, window(key, "deputy", **how), window(key, clears, **how))


def open_event(trust, dana):
    """The DPO of the trust opens it in all four; gives the incident of each."""
    visit = dana.visit
    visit.page.goto(f"{trust.sites['alder'].url}/events/new/")
    page = visit.look()
    page.get_by_label("Which company?").fill(COMPANY)
    page.get_by_label("What does the company say").fill(SAID)
    page.get_by_label("No", exact=True).check()
    for name, value in stages.now("told_at").items():
        page.locator(f"[name={name}]").fill(value)
    for name in NAMES.values():
        page.get_by_label(name).check()
    shown(dana, "event-new")
    visit.press("Continue")
    shown(dana, "event-times")
    page = visit.press("Open an incident in each school")
    shown(dana, "event-opened")
    links = [each.get_attribute("href") for each in page.locator("table a").all()]
    assert len(links) == 4
    slugs = {each["slug"]: key for key, each in trust.made.items()}
    return {slugs[href.split("/")[2]]: UUID(href.split("/")[4]) for href in links}


def ask_company(trust, window, school):
    """The school asks it by a link; the company answers from a phone, without an account."""
    school.send(school.priya, "company/ask/", outsider_name="The security desk",
                outsider_email=DESK)  # fmt: skip
    mails = lambda: [words for to, words in trust.post.sent() if to == DESK]  # noqa: E731
    until(mails)
    path = re.search(r"/asked/company/[0-9a-f-]+/[0-9a-f]+/", mails()[-1])[0]
    desk = window(school.key, "desk", width=320).visit
    page = desk.open(path)
    page.get_by_label("What information about our pupils").fill("Names and addresses.")
    page.get_by_label("Your name").fill("Ann Lee")
    desk.press("Send the answer")
    assert "Names and addresses." in school.look("company/").words


def add_news(dana, school):
    """What the company answered to one school, for all of them."""
    event = school.look("company/", dana).links["See it in all of your schools"]
    dana.visit.page.goto(school.page.url.split("/s/")[0] + event)
    dana.visit.look().get_by_label("What is new?").fill(NEWS)
    page = dana.visit.press("Add it to every open incident")
    assert page.inner_text("table").count("Added to") == 4
    dana.visit.follow("The event in all of your schools")
    shown(dana, "event")


@contextmanager
def not_scanned(schools):
    """These pages are scanned where others take them, so not here."""
    for school in schools[:2]:
        school.scan(is_on=False)
    yield
    for school in schools[:2]:
        school.scan(is_on=True)


def decided_and_reported(schools, window):
    """Each for itself."""
    for school in schools:
        stages.triage(school)
        stages.decide(school, window(school.key, "dpo", scripts=False))
        stages.tell_regulator(school)


def reach_families(trust, schools):
    """By email what can be; what is refused, comes back or has no address goes on paper."""
    for school in schools:
        stages.list_people(school)
        stages.clear_notice(school)
    for school in schools:
        stages.letters_by_email(school)
    for school in schools:  # what came back may have been read by now: it is, every minute
        stages.until_it_says(school, school.batch, "Could not be sent: 1")
    trust.read_mail()
    for school in schools:
        stages.until_it_says(school, school.batch, "Came back by email: 1", "Sent: 4")
        shown(school.priya, f"{school.key}-batch")
        assert LEFT in school.duties
        stages.the_rest_on_paper(school, 3)
        shown(school.priya, f"{school.key}-paper")


def is_done(school):
    """Nobody is left to be told, and every duty about it is gone."""
    assert re.search(r"Tell the people affected, and record that you did BR-5.17 Completed",
                     school.duties)  # fmt: skip
    assert LEFT not in school.duties
    assert "missing" not in school.duties
    first = school.look("regulator/sent/1/").words
    assert "The school was closed" in first or "The school is closed" in first


def test_each_school_tells_every_family_and_nobody_else(trust, window, tmp_path):
    dana = window("alder", "dpo")
    cases = open_event(trust, dana)
    schools = [school_of(trust, window, key, pk) for key, pk in cases.items()]
    with not_scanned(schools):
        decided_and_reported(schools, window)
    ask_company(trust, window, schools[0])
    add_news(dana, schools[0])
    reach_families(trust, schools)
    with not_scanned(schools):
        for school in schools:
            stages.tell_regulator_the_rest(school)
    for school in schools:
        is_done(school)

    event = dana.visit.page
    event.reload()
    assert event.inner_text("table").count("Told at") == 8  # the regulator, and the families
    shown(dana, "event-done")
    nothing_else_was_sent(trust, window.asked)
    for school in schools:
        on_paper(school, tmp_path)
    verified = trust.instance.run("verify")
    assert verified.returncode == 0, verified.stdout


def nothing_else_was_sent(trust, asked):
    """Each letter names its own family and school alone; nothing else names anybody."""
    letters = trust.post.letters()
    expected = {
        email: family for key in NAMES for _, parent, email in families_of(key)
        for family in names_in(parent) if email and "refused" not in email
    }  # fmt: skip
    assert {to: names_in(words) for to, words in letters.items()} == {
        to: {family} for to, family in expected.items()
    }
    for to, words in letters.items():
        others = [name for key, name in NAMES.items() if f"-{key}@" not in to]
        assert not any(name in words for name in others), to
    rest = [words for to, words in trust.post.sent() if to not in letters]
    hooks = [f"{path} {body.decode()}" for path, _, body in trust.hooks.got]
    assert len(rest) > 20
    assert len(hooks) > 4
    assert names_in("\n".join([*rest, *hooks, *asked])) == set()


def on_paper(school, folder):
    """Those whom no email reached, and nobody else; the file is named for nobody."""
    name, words = stages.printed(school, folder)
    if PICTURES:
        (PICTURES / f"supplier-{school.key}-letters.pdf").write_bytes((folder / name).read_bytes())
    family = FAMILIES[school.key]
    assert names_in(words) == {f"{family}{n}" for n in (5, 6, 7)}
    assert names_in(name) == set()
