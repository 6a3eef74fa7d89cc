"""The pages where an administrator connects other systems."""

import re
from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor, filled_in
from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.errors import NotYet, Refused
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.connections.commands import connect, revoke
from tocsin.schools.links import hash_of
from tocsin.schools.models import ApiToken

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Web filter", "scopes": ["report", "assess"], "lasts_days": "90"}


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR, name="Adam Stone")


@pytest.fixture
def adam(admin):
    return Visitor(admin)


def tokens_of(member):
    with reading(member.school_id):
        return list(ApiToken.objects.filter(school_id=member.school_id))


def test_a_system_is_connected_and_its_token_is_shown_once_and_stored_as_a_hash(admin, adam):
    page = adam.send("/connections/new/", **ANSWERS)

    [token] = tokens_of(admin)
    [secret] = set(re.findall(r"tocsin_[0-9a-f]{32}_[\w-]{43}", page.html))
    assert page.title == "Web filter is connected"
    assert token.token_hash == hash_of(secret)
    assert token.scopes == ["assess", "report"]
    assert token.expires_at - token.made_at == timedelta(days=90)
    assert secret not in adam.open("/connections/").html


def test_the_same_form_sent_again_makes_no_second_token(admin, adam):
    form = filled_in(adam.open("/connections/new/").tree)
    adam.post("/connections/new/", **{**form, **ANSWERS})

    again = adam.post("/connections/new/", **{**form, **ANSWERS})

    assert again.status == 409
    assert "This token was made and shown already." in again.words
    assert len(tokens_of(admin)) == 1


def test_the_list_says_what_each_may_do_who_made_it_and_when_it_was_used(adam):
    assert "Nothing is connected." in adam.open("/connections/").words
    adam.send("/connections/new/", **ANSWERS)

    [row] = adam.open("/connections/").rows()

    assert row.startswith("Web filter Ask what the risk of a breach is, Report incidents ")
    assert "by Adam Stone Not yet" in row
    assert row.endswith("End Web filter")


def test_a_connection_is_ended_after_asking(admin, adam):
    adam.send("/connections/new/", **ANSWERS)
    [token] = tokens_of(admin)

    page = adam.send(f"/connections/{token.pk}/revoke/")

    assert "Web filter can no longer use Tocsin." in page.html
    assert "Ended" in page.rows()[0]
    assert adam.post(f"/connections/{token.pk}/revoke/").status == 409


def test_a_connection_that_has_run_out_is_shown_as_such(admin, adam):
    long_ago = FRIDAY - timedelta(days=400)
    connect(name="Old", scopes=["assess"], lasts_days=30, by=admin, at=long_ago)

    assert "Run out" in adam.open("/connections/").rows()[0]


def test_what_was_left_out_is_asked_for(adam):
    page = adam.send("/connections/new/")

    assert page.status == 422
    assert page.errors == [
        "Enter the name of the system", "Select what it may do", "Select how long it may do so",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changed", [{"scopes": ["all"]}, {"lasts_days": "9999"}, {"name": "x" * 101}, {"name": "\0"}]
)
def test_what_is_not_offered_is_refused(admin, adam, changed):
    assert adam.send("/connections/new/", **{**ANSWERS, **changed}).status == 422
    assert tokens_of(admin) == []


@pytest.mark.parametrize(("scopes", "days"), [([], 30), (["assess"], 0), (["assess"], 366)])
def test_no_token_works_for_nothing_or_for_longer_than_a_year(admin, scopes, days):
    with pytest.raises(Refused):
        connect(name="Web filter", scopes=scopes, lasts_days=days, by=admin, at=FRIDAY)


def test_what_was_ended_cannot_be_ended_again(admin):
    token, _ = connect(name="Web filter", scopes=["assess"], lasts_days=1, by=admin, at=FRIDAY)
    revoke(token, by=admin, at=FRIDAY)

    with pytest.raises(NotYet, match="ended already"):
        revoke(token, by=admin, at=FRIDAY)


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.DPO, Role.GOVERNOR])
def test_connections_are_for_whoever_manages_the_school(admin, role):
    visitor = Visitor(a_member(admin.school, role))

    for path in ("/connections/", "/connections/new/"):
        assert visitor.open(path).status == 403


def test_another_school_s_connections_are_not_seen_or_ended(admin, adam):
    other = a_member(a_school(), Role.ADMINISTRATOR)
    token, _ = connect(name="Theirs", scopes=["assess"], lasts_days=30, by=other, at=FRIDAY)

    assert "Theirs" not in adam.open("/connections/").html
    assert adam.post(f"/connections/{token.pk}/revoke/").status == 404
    assert tokens_of(other)[0].revoked_at is None
    assert tokens_of(admin) == []
