"""The pages of a report to the regulator, as somebody uses them."""

import subprocess

NOW = {
    "told_at_day": "20", "told_at_month": "11", "told_at_year": "2026", "told_at_time": "3:40pm",
}  # fmt: skip


def path_of(incident, page=""):
    return f"/incidents/{incident.pk}/regulator/{page}"


def sheet(visitor, incident):
    """The report as its page shows it."""
    return visitor.open(path_of(incident))


def write(visitor, incident, part, **answers):
    return visitor.send(path_of(incident, f"part/{part}/"), **answers)


def send(visitor, incident, **more):
    answers = {"how": "online", **NOW, **more}
    return visitor.send(path_of(incident, "sent/"), **answers)


def words_of_pdf(content, folder):
    (folder / "report.pdf").write_bytes(content)
    return subprocess.run(  # noqa: S603
        ["pdftotext", "-layout", str(folder / "report.pdf"), "-"],  # noqa: S607 - our own file
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
