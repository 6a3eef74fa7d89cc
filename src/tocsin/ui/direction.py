"""Words that somebody wrote turn none of ours round: signs of direction do nothing on our pages.

A sign such as U+202E in a title or the name of a file makes what follows it read backwards:
"invoice", the sign and "fdp.exe" together look like a PDF. What is stored stays as it was
written, and so does what stands in a box of a form, which is sent again as it is.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

OVERRIDES = "\u202d\u202e"  # they turn letters round: a sign is shown where one stood
OTHERS = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"  # phones put them around numbers
SIGN = re.compile(f"[{OVERRIDES}{OTHERS}]")
SHOWN = re.compile(f"[{OVERRIDES}]")
BOX = re.compile(r"(<input\b[^>]*>|<option\b[^>]*>|<textarea\b[^>]*>.*?</textarea>)", re.DOTALL)


class Direction:
    """Takes the signs of direction out of what a page shows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            isinstance(response, HttpResponse)
            and response.get("Content-Type", "")[:9] == "text/html"
        ):
            page = response.content.decode()
            if SIGN.search(page):
                response.content = _without_signs(page)
                if response.has_header("Content-Length"):  # of the page as it was
                    response["Content-Length"] = str(len(response.content))
        return response


def _without_signs(page: str) -> str:
    # Every second piece is a box of a form.
    pieces = BOX.split(page)
    pieces[::2] = [SIGN.sub("", SHOWN.sub("\ufffd", piece)) for piece in pieces[::2]]
    return "".join(pieces)
