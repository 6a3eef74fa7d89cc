"""Pictures and their copies, and systems that are told, in a browser."""

import io

import pytest
from PIL import Image

from tests.browser.conftest import PICTURES

pytestmark = pytest.mark.browser


def a_photo():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Maria"
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(made, "JPEG", exif=exif)
    return {"name": "photo of the screen.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def seen(window, name):
    """Look at the page as it stands on a phone and on a desk."""
    for width in (320, 390, 1200):
        window.page.set_viewport_size({"width": width, "height": 900})
        window.look()
        if PICTURES:
            window.page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)


def the_incident(site):
    told = site.instance.say(
        "from tests.worlds import a_report\n"
        "from tocsin.schools.models import Membership, Person\n"
        "from tocsin.schools.queries import memberships_of\n"
        f"person = Person.objects.get(email={site.emails['staff']!r})\n"
        "print(a_report(memberships_of(person)[0], at=now).pk)"
    )
    return told.splitlines()[-1]


def test_a_photo_is_offered_as_a_copy_and_the_original_with_a_reason(visit, site):
    incident = the_incident(site)
    window = visit("deputy")
    window.open(f"/incidents/{incident}/files/")
    window.page.locator("input[type=file]").set_input_files(a_photo())
    window.press("Add")
    copied = window.page.get_by_role("button", name="Copy of photo of the screen.jpg")
    window.reload_until(copied.count)  # the worker makes it, in its own time
    seen(window, "files")

    with window.page.expect_download() as download:
        copied.click()
    assert b"Maria" not in download.value.path().read_bytes()
    window.follow("Original of photo of the screen.jpg")
    seen(window, "original")
    window.page.get_by_label("Why do you need the original?").fill("Where was it taken?")
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download the original").click()
    assert b"Maria" in download.value.path().read_bytes()


def test_another_system_is_added_tested_and_removed(visit):
    window = visit("head", width=320)
    window.open("/connections/")
    seen(window, "connections")
    window.press("Tell another system")
    window.press("Add")
    seen(window, "webhook-errors")
    window.page.get_by_label("Name of the system").fill("Staff chat")
    window.page.get_by_label("Address to send to").fill("https://nowhere.invalid/hook")
    window.page.get_by_label("A new report").check()
    window.press("Add")
    seen(window, "webhook-added")
    window.follow("Continue, and send a test")
    window.press("Send a test")
    waiting = window.page.get_by_text("Waiting to be sent")
    window.reload_until(lambda: not waiting.count())
    seen(window, "webhook")
    window.open("/connections/")
    seen(window, "connections-with-one")
    window.follow("Staff chat")
    window.follow("Remove")
    window.look()
    window.press("Remove")
    assert window.page.get_by_text("Nothing is told yet.").count()
