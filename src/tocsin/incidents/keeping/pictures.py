"""A copy of a picture with nothing in it but what is seen: no place, no camera, no preview."""

import io
import warnings
from typing import Any, BinaryIO

from PIL import Image, ImageOps, ImageSequence

MOST_PIXELS = 50_000_000  # of all its pictures together; a phone's have 12 to 50 million
FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "tif": "TIFF"}
SEVERAL = frozenset({"gif", "webp", "tif"})  # may hold several pictures, which are all kept
OPTIONS: dict[str, dict[str, Any]] = {
    "jpg": {"quality": 90},
    "tif": {"compression": "tiff_deflate"},
}
AS_THEY_ARE = frozenset({"L", "LA", "RGB", "RGBA", "I;16"})


class NoCopy(Exception):
    """No copy could be made. `code` says why: "heic", "too-big" or "unreadable"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def without_hidden_data(file: BinaryIO, kind: str) -> bytes:
    """The pictures in `file` drawn anew. Raises NoCopy; the file itself is as it was."""
    if kind not in FORMATS:
        raise NoCopy("heic")  # nothing we may ship can read it
    try:
        with warnings.catch_warnings():
            # A picture may be odd without being harmful: what counts is whether it can be drawn.
            warnings.simplefilter("ignore")
            with Image.open(file, formats=[FORMATS[kind]]) as found:
                return _drawn(found, kind)
    except Image.DecompressionBombError:
        raise NoCopy("too-big") from None
    except NoCopy:
        raise
    except Exception:  # noqa: BLE001 - a broken picture breaks the library in any way it likes
        raise NoCopy("unreadable") from None


def _drawn(found: Image.Image, kind: str) -> bytes:
    count = getattr(found, "n_frames", 1) if kind in SEVERAL else 1
    if found.width * found.height * count > MOST_PIXELS:
        raise NoCopy("too-big")
    if count == 1:
        frames = [_plain(found)]
    else:
        frames = [_plain(frame) for frame in ImageSequence.Iterator(found)]
    options = dict(OPTIONS.get(kind, {}))
    if len(frames) > 1:
        options |= {"save_all": True, "append_images": frames[1:]}
    made = io.BytesIO()
    frames[0].save(made, FORMATS[kind], **options)
    return made.getvalue()


def _plain(frame: Image.Image) -> Image.Image:
    """The same pixels, turned as the camera was held, in a picture that knows nothing else."""
    turned = ImageOps.exif_transpose(frame)
    if turned.mode not in AS_THEY_ARE:
        is_clear = "transparency" in turned.info or turned.mode in {"PA", "La", "RGBa"}
        turned = turned.convert("RGBA" if is_clear else "RGB")
    plain = Image.new(turned.mode, turned.size)
    plain.paste(turned)
    return plain
