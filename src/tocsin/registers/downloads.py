"""Handing out a file of the registers: to be saved, never shown by the browser."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from tocsin.registers.keeping import Filed, pieces_of


def download(row: Filed, name: str) -> HttpResponseBase:
    """The file under `name`, in pieces. Raises Refused when it was altered in the store."""
    return StreamingHttpResponse(
        pieces_of(row),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, name),  # noqa: FBT003
            "Content-Length": str(row.size),
            "X-Content-Type-Options": "nosniff",
        },
    )
