"""Long lists, a page at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.http import QueryDict

from tocsin.ui.pagination import page_of

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 9, 1, tzinfo=UTC)
NEWEST_FIRST = ("-expire_date", "-pk")
OLDEST_FIRST = ("expire_date", "pk")


@pytest.fixture
def seven():
    # Two share a time: the key decides which comes first.
    days = [0, 1, 2, 2, 3, 4, 5]
    Session.objects.bulk_create(
        Session(session_key=f"k{n}", session_data="", expire_date=FIRST + timedelta(days=day))
        for n, day in enumerate(days)
    )


def names(page):
    return " ".join(row.pk for row in page)


def at(href, order=NEWEST_FIRST, size=3):
    return page_of(Session.objects.all(), QueryDict(href.lstrip("?")), order=order, size=size)


@pytest.mark.usefixtures("seven")
def test_every_row_is_on_exactly_one_page():
    first = at("")
    second = at(first.older_href)
    third = at(second.older_href)

    assert [names(page) for page in (first, second, third)] == ["k6 k5 k4", "k3 k2 k1", "k0"]
    assert (first.newer_href, third.older_href) == ("", "")


@pytest.mark.usefixtures("seven")
def test_the_way_back_shows_the_same_pages():
    third = at(at(at("").older_href).older_href)

    second = at(third.newer_href)
    first = at(second.newer_href)

    assert [names(second), names(first)] == ["k3 k2 k1", "k6 k5 k4"]
    assert first.newer_href == ""
    assert len(first) == 3


@pytest.mark.usefixtures("seven")
def test_a_queue_starts_with_the_nearest_deadline():
    first = at("", OLDEST_FIRST)

    assert names(first) == "k0 k1 k2"
    assert names(at(first.older_href, OLDEST_FIRST)) == "k3 k4 k5"


@pytest.mark.usefixtures("seven")
def test_the_filters_go_along_to_the_next_page():
    page = page_of(
        Session.objects.all(), QueryDict("cause=email&cause=post"), order=NEWEST_FIRST, size=3
    )

    assert page.older_href.startswith("?cause=email&cause=post&page=")


@pytest.mark.usefixtures("seven")
@pytest.mark.parametrize(
    "page", ["x", "bnVsbA==", "WyJvIl0=", "WyJvIiwieCIsInkiXQ==", "💥", "AAAA"]
)
def test_an_address_that_was_tampered_with_shows_the_first_page(page):
    assert names(at(f"?page={page}")) == "k6 k5 k4"


@pytest.mark.usefixtures("seven")
def test_new_rows_do_not_make_a_page_repeat_itself():
    older = at("").older_href
    Session.objects.create(session_key="k9", session_data="", expire_date=FIRST + timedelta(days=9))

    assert names(at(older)) == "k3 k2 k1"


@pytest.mark.usefixtures("seven")
def test_going_back_past_the_start_shows_a_full_first_page():
    newer = at(at("").older_href).newer_href
    Session.objects.filter(pk="k6").delete()

    assert names(at(newer)) == "k5 k4 k3"


@pytest.mark.usefixtures("seven")
def test_a_page_costs_one_query_and_counts_nothing(django_assert_num_queries):
    older = at("").older_href

    with django_assert_num_queries(1) as asked:
        at(older)

    assert "COUNT" not in asked[0]["sql"].upper()


def test_an_empty_list_has_no_pages():
    page = at("")

    assert (len(page), page.newer_href, page.older_href) == (0, "", "")
