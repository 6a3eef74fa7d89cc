"""An earlier log is brought in, and a report on paper keyed in, in a real browser."""

import subprocess

import pytest

from tests.incidents.importing.logs import PLAIN

pytestmark = pytest.mark.browser


@pytest.fixture
def log(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(PLAIN)
    return file


@pytest.mark.parametrize("width", [320, 1200])
def test_an_earlier_log_is_looked_at_without_scripts_and_brought_in(visit, log, width):
    words = log.read_text().replace("marks", f"marks {width}").replace(",00", f",{width}-0")
    log.write_text(words.replace("\n00", f"\n{width}-0"))
    deputy = visit("deputy", width=width, scripts=width > 320)
    page = deputy.open("/log/import/")
    page.get_by_label("Which file is it in?").set_input_files(log)
    deputy.press("Continue")
    assert "We found 3 entries." in page.inner_text("main")

    page.get_by_label("Colour").select_option(label="Where")
    deputy.press("Check again")
    deputy.press("Bring in 3 entries")

    assert page.inner_text("h1") == "Your earlier log is in"
    deputy.follow("See them on the log")
    deputy.page.get_by_role("table").get_by_role("link").first.click()
    assert "This came from an earlier log" in deputy.look().inner_text("main")


@pytest.mark.parametrize("width", [320, 1200])
def test_a_report_on_paper_is_keyed_in(visit, width):
    deputy = visit("deputy", width=width)
    code = deputy.open("/report/paper/").locator(".app-paper strong").first.inner_text()
    page = deputy.open("/report/key/")
    page.get_by_label("On paper").check()
    page.get_by_label("Code at the top of the sheet").fill(code)
    page.get_by_label("They want nobody to know their name").check()
    page.get_by_label("In your own words").fill("A register was left on the bus.")

    deputy.press("Send the report")

    assert page.inner_text("h1") == "Report received"


def test_the_form_on_paper_is_exactly_one_page(visit, tmp_path):
    page = visit("staff").open("/report/paper/")
    file = tmp_path / "form.pdf"

    page.pdf(path=file, prefer_css_page_size=True, print_background=True)

    said = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607
    assert "Pages:           1\n" in said
    assert "(A4)" in said
