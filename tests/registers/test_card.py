"""The emergency card: on paper and in the wallet for the day when the systems are down."""

import hashlib
import subprocess
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests.incidents.test_alerts import delivered
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.kept import kept
from tests.registers.keeping import a_contact
from tests.worlds import FRIDAY, a_member, a_school, a_team
from tocsin.core.roles import Role
from tocsin.jobs.models import Job
from tocsin.ledger.files import place_of
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.policies.cover.commands import put_on_duty
from tocsin.registers.card.content import CardContent, Line
from tocsin.registers.card.paper import as_pdf
from tocsin.registers.jobs import cards
from tocsin.registers.models import Card, CardSetting
from tocsin.schools.commands import give_phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PHONE = "07700 900 123"
CHRISTMAS = {"first_on": date(2026, 12, 21), "last_on": date(2027, 1, 3)}


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank Primary School")))


@pytest.fixture
def priya(team):
    give_phone(team[Role.DEPUTY_DPO], phone=PHONE, by=team[Role.DEPUTY_DPO], at=FRIDAY)
    return Visitor(team[Role.DEPUTY_DPO])


def tonight(port, at=FRIDAY):  # noqa: F811
    """What the mail server was given once the cards of the night were made."""
    cards(school_id=None, at=at)
    offered = delivered(port, at)
    return [mail for mail in offered if mail["Subject"] == "Your emergency card from Tocsin"]


def pdf_of(mail):
    return next(mail.iter_attachments()).get_content()


def words_on(pdf, tmp_path):
    """What `pdftotext` reads, and how many pages it counts."""
    file = tmp_path / "card.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)  # noqa: S603, S607
    text = told.stdout.decode()
    return " ".join(text.split()), text.count("\f")


def made_in(member):
    with reading(member.school_id):
        return list(Card.objects.filter(school=member.school))


def filled(rows=8, name="W" * 60):
    line = Line("Department for Education", name, "01632 960 123, 01632 960 124 ext 5")
    return CardContent(
        name, "01632 960 100", (line,) * rows, (("21 December to 3 January", name),) * 6,
        (line,) * 12, line,
    )  # fmt: skip


@pytest.mark.usefixtures("priya")
def test_the_card_of_the_night_reaches_those_who_should_have_it(team, port, tmp_path):  # noqa: F811
    a_contact(team[Role.DEPUTY_DPO])
    put_on_duty(team[Role.HEAD].school, person=team[Role.HEAD].person_id, **CHRISTMAS,
                by=team[Role.HEAD], at=FRIDAY)  # fmt: skip

    sent = tonight(port)
    words, pages = words_on(pdf_of(sent[0]), tmp_path)

    wanted = [Role.HEAD, Role.DEPUTY_DPO, Role.DPO, Role.BUSINESS_MANAGER]
    assert sorted(m["To"] for m in sent) == sorted(team[role].person.email for role in wanted)
    assert pages == 1
    for told in ("Priya Shah", PHONE, "Bright IT, Ira Nash", "01632 960 789", "0303 123 1113",
                 "21 December to 3 January Helen Moss", "Made on 20 November 2026",
                 "The 72 hours run on at night, at weekends and in holidays."):  # fmt: skip
        assert told in words
    assert "0800 368 6378" not in words  # not confirmed, so not printed as if it were


@pytest.mark.usefixtures("team", "priya")
def test_the_message_around_the_card_names_nobody(port):  # noqa: F811
    mail = tonight(port)[0]
    body = mail.get_body(("plain",)).get_content() + mail.get_body(("html",)).get_content()

    for told in ("Alder Bank", "Priya", PHONE):
        assert told not in body
        assert told not in str(mail.items())
    assert [each.get_filename() for each in mail.iter_attachments()] == ["emergency-card.pdf"]


@pytest.mark.usefixtures("priya")
def test_nothing_is_sent_again_until_something_changes_or_a_week_is_over(team, port):  # noqa: F811
    assert len(tonight(port)) == 4
    assert tonight(port, FRIDAY + timedelta(days=1)) == []

    give_phone(team[Role.HEAD], phone="07700 900 456", by=team[Role.HEAD], at=FRIDAY)
    assert len(tonight(port, FRIDAY + timedelta(days=2))) == 4
    assert tonight(port, FRIDAY + timedelta(days=8)) == []
    assert len(tonight(port, FRIDAY + timedelta(days=9))) == 4


@pytest.mark.usefixtures("priya")
def test_the_store_holds_one_card_sealed_and_the_ledger_holds(team, port):  # noqa: F811
    tonight(port)
    first = made_in(team[Role.HEAD])[0]
    sealed = place_of(first.school_id, first.sealed_digest)
    assert b"%PDF" not in sealed.read_bytes()

    tonight(port, FRIDAY + timedelta(days=7))

    assert not sealed.exists()
    assert len(made_in(team[Role.HEAD])) == 1
    assert verify(first.school_id).holds


@pytest.mark.usefixtures("team", "priya")
def test_a_mail_server_that_is_down_gets_the_card_when_it_is_back(port):  # noqa: F811
    cards(school_id=None, at=FRIDAY)
    from tests.incidents.test_alerts import work_at  # noqa: PLC0415

    work_at(FRIDAY)
    assert Job.objects.filter(name="registers.mail-card", state="queued").count() == 4

    assert len(delivered(port, FRIDAY + timedelta(hours=2))) >= 4


def test_the_school_says_who_gets_it_and_whose_number_stays_off(team, priya, port, tmp_path):  # noqa: F811
    tom, own = team[Role.STAFF], team[Role.DEPUTY_DPO]
    page = priya.send("/contacts/card/recipients/", roles=["head"], people=[str(tom.person_id)],
                      left_out=[str(own.person_id)])  # fmt: skip
    assert "It goes by email to: Helen Moss, Tom Reed." in page.words

    sent = tonight(port)
    words, _ = words_on(pdf_of(sent[0]), tmp_path)

    assert sorted(m["To"] for m in sent) == sorted([team[Role.HEAD].person.email, tom.person.email])
    assert "Priya Shah" in words
    assert PHONE not in words


@pytest.mark.usefixtures("priya")
def test_whoever_has_left_before_the_mail_goes_gets_nothing(team, port):  # noqa: F811
    cards(school_id=None, at=FRIDAY)
    from tocsin.schools.commands import end_membership  # noqa: PLC0415

    end_membership(team[Role.BUSINESS_MANAGER], by=team[Role.HEAD], at=FRIDAY)

    to = [mail["To"] for mail in delivered(port)]

    assert team[Role.BUSINESS_MANAGER].person.email not in to


def test_the_card_is_made_downloaded_and_printed_from_the_page(team, priya):
    assert "The first PDF is made tonight." in priya.open("/contacts/card/").words
    page = priya.post("/contacts/card/make/")

    answer = priya.client.get(page.links["Download the PDF"])
    content = b"".join(answer.streaming_content)

    assert content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="emergency-card.pdf"'
    assert hashlib.sha256(content).hexdigest() == made_in(team[Role.HEAD])[0].digest
    assert "Priya Shah" in page.rows()[0]


@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR])
def test_staff_and_governors_do_not_see_the_numbers_of_people(team, priya, role):
    priya.post("/contacts/card/make/")
    reader = Visitor(team[role])

    assert reader.open("/contacts/card/").status == 403
    assert reader.open("/contacts/card/file/").status == 403
    assert reader.post("/contacts/card/make/").status == 403
    assert reader.open("/contacts/card/recipients/").status == 403


def test_the_office_downloads_the_card_but_does_not_say_who_gets_it(team, priya):
    priya.post("/contacts/card/make/")
    office = Visitor(team[Role.OFFICE])

    assert office.client.get(f"{office.base}/contacts/card/file/").status_code == 200
    assert office.post("/contacts/card/recipients/", seen="0", roles=["office"]).status == 403


def test_a_second_click_on_save_is_told_that_somebody_has_chosen(team, priya):
    first = priya.post("/contacts/card/recipients/", seen="0", roles=["head"])
    again = priya.post("/contacts/card/recipients/", seen="0", roles=["dpo"])

    assert (first.status, again.status) == (200, 409)
    with reading(team[Role.HEAD].school_id):
        assert CardSetting.objects.get(school=team[Role.HEAD].school).roles == ["head"]


@pytest.mark.usefixtures("team", "priya")
def test_a_card_of_another_school_has_other_numbers():
    other = Visitor(a_team(a_school())[Role.DEPUTY_DPO])

    page = other.open("/contacts/card/")

    assert PHONE not in page.words
    assert other.open("/contacts/card/file/").status == 404


def test_the_fullest_card_is_one_page_and_always_the_same_bytes(tmp_path):
    day = date(2026, 11, 20)
    once, again = as_pdf(filled(), day), as_pdf(filled(), day)

    words, pages = words_on(once, tmp_path)

    assert once == again
    assert pages == 1
    assert "Cut out along the dashes" in words
    assert once != as_pdf(filled(), date(2026, 11, 21))


def test_the_card_can_be_read_aloud_and_brings_its_own_fonts(tmp_path):
    file = tmp_path / "card.pdf"
    file.write_bytes(as_pdf(filled(3, "Zoë O'Neill #1 *bold* $x$"), date(2026, 11, 20)))
    info, fonts = (
        subprocess.run([tool, file], capture_output=True, check=True).stdout.decode()  # noqa: S603
        for tool in ("pdfinfo", "pdffonts")
    )

    assert "Tagged:          yes" in info
    assert "A4" in info
    assert {line.split()[-5] for line in fonts.splitlines()[2:]} == {"yes"}
    words, _ = words_on(file.read_bytes(), tmp_path)
    assert "Zoë O'Neill #1 *bold* $x$" in words


@pytest.mark.usefixtures("priya")
def test_the_card_is_made_from_the_command_line(team, tmp_path, capsys):
    file = tmp_path / "card.pdf"
    call_command("emergency_card", school=team[Role.HEAD].school.slug, file=file)

    assert file.read_bytes().startswith(b"%PDF-")
    assert "The card of school-" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no school at /s/nowhere/"):
        call_command("emergency_card", school="nowhere")


def test_a_school_has_one_setting(team, priya):
    priya.post("/contacts/card/recipients/", seen="0", roles=["head"])
    school = team[Role.HEAD].school

    broken = pytest.raises(IntegrityError)
    with reading(school.pk), broken, transaction.atomic():
        CardSetting(school=school).save()


def test_only_whoever_manages_people_gives_somebody_elses_number(team):
    own = Visitor(team[Role.STAFF], factors=1)
    page = own.send("/my-phone/", phone="07700 900 999")
    assert page.status == 200

    theirs = f"/people/{team[Role.STAFF].pk}/phone/"

    assert own.post(theirs, phone="1234").status == 403
    assert Visitor(team[Role.ADMINISTRATOR]).send(theirs, phone="").status == 200
    assert own.send("/my-phone/", phone="none of your business").errors == [
        "Enter a phone number, like 01632 960 123"
    ]


def test_a_stranger_to_the_school_has_no_number_there(team):
    stranger = a_member(a_school())

    assert Visitor(stranger).open(f"/s/{team[Role.HEAD].school.slug}/my-phone/").status == 404
