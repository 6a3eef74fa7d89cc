"""Files as they come in: onto the disk, never into memory, and no more of them than is allowed."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

FILES_AT_ONCE = 5  # of the largest size; smaller ones may be more
READ_TO_THE_END = 50  # times the largest size
View = TypeVar("View", bound=Callable[..., Any])


def takes_files_by_link(opens: Callable[..., bool]) -> Callable[[View], View]:
    """Say on a view that files are kept there for somebody without an account, by a secret link.

    opens: whether the parts of the address are those of a link that works now.
    """

    def decorate(view: View) -> View:
        view.opens_by_link = opens  # type: ignore[attr-defined]
        return view

    return decorate


class Uploads(TemporaryFileUploadHandler):
    """Keeps a temporary file of each upload, up to the largest size and then no more.

    The rest is read and thrown away: a browser that is cut off shows its own error and not ours,
    and the form can then say which file was too big, since `size` is what was sent. Nothing is
    kept for somebody who is not signed in, but for whoever holds a link by which files are asked.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept = 0  # bytes of this request's files so far, those too big left out
        self.received = 0  # bytes of the present file

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: N803 - Django's name
    ) -> None:  # fmt: skip
        del input_data, META, boundary, encoding
        if content_length > READ_TO_THE_END * settings.MAX_FILE_BYTES:
            raise RequestDataTooBig("The request is too big to be read to its end.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        user = getattr(self.request, "user", None)
        if (user is None or not user.is_authenticated) and not self._is_asked_by_link():
            raise SkipFile
        super().new_file(*args, **kwargs)
        self.received = 0

    def _is_asked_by_link(self) -> bool:
        match = getattr(self.request, "resolver_match", None)
        if match is None:
            return False
        opens: Callable[..., bool] | None = getattr(match.func, "opens_by_link", None)
        return opens is not None and opens(**match.kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received = start + len(raw_data)
        if self.received > settings.MAX_FILE_BYTES:
            self.file.truncate(0)  # refused as too big on its own, so it need not be kept
        elif self.kept + self.received <= FILES_AT_ONCE * settings.MAX_FILE_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if file_size <= settings.MAX_FILE_BYTES:
            self.kept += file_size
        return super().file_complete(file_size)

    def upload_complete(self) -> None:
        if self.kept > FILES_AT_ONCE * settings.MAX_FILE_BYTES:
            raise RequestDataTooBig("The files are too big together.")
