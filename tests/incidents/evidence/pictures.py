"""Real pictures with what cameras write into them, and pictures that are none."""

import io
import struct
import zlib

from PIL import Image, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

SECRET = b"Maria-was-here"
PLACE = (51.0, 30.0, 26.0)


def _exif():
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()  # who made the camera
    exif[0x0112] = 6  # held on its side
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", tuple(TiffImagePlugin.IFDRational(each) for each in PLACE)
    exif.get_ifd(0x8769)[0x927C] = SECRET  # the maker's own note
    return exif.tobytes()


def _saved(kind, mode="RGB", size=(40, 20), **more):
    made = io.BytesIO()
    Image.new(mode, size, color="red" if mode == "RGB" else None).save(made, kind, **more)
    return made.getvalue()


def _with_preview():
    """A JPEG whose small preview, itself a JPEG, stands in it a second time."""
    whole = _saved("JPEG", exif=_exif())
    preview = _saved("JPEG", size=(8, 4), comment=SECRET)
    segment = b"\xff\xe2" + (len(preview) + 2).to_bytes(2, "big") + preview
    return whole[:2] + segment + whole[2:] + b"after the end " + SECRET


def _several(kind):
    frames = [Image.new("RGB", (30, 30), color) for color in ("red", "lime", "blue")]
    made = io.BytesIO()
    more = {"comment": SECRET} if kind == "GIF" else {}
    frames[0].save(made, kind, save_all=True, append_images=frames[1:], **more)
    return made.getvalue()


def _text():
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return info


def huge_png(width, height):
    """A PNG of a few bytes that says it is this big."""

    def chunk(kind, data):
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


TELLING = {
    "photo.jpg": _with_preview(),
    "screen.png": _saved("PNG", pnginfo=_text(), exif=_exif()),
    "clear.png": _saved("PNG", mode="RGBA", pnginfo=_text()),
    "grey.png": _saved("PNG", mode="L", pnginfo=_text()),
    "colours.png": _saved("PNG", mode="P", pnginfo=_text()),
    "print.jpg": _saved("JPEG", mode="CMYK", exif=_exif(), comment=SECRET),
    "photo.webp": _saved("WEBP", exif=_exif(), xmp=SECRET),
    "moving.gif": _several("GIF"),
    "scan.tif": _saved("TIFF", description=SECRET.decode(), software=SECRET.decode()),
}
SEVERAL = {"moving.gif": _several("GIF"), "moving.webp": _several("WEBP"),
           "scan.tif": _several("TIFF")}  # fmt: skip
WITHOUT_COPY = {
    "photo.heic": (b"\0\0\0\x18ftypheic rest", "No copy could be made of this kind of picture"),
    "huge.png": (huge_png(50_000, 50_000), "No copy could be made: the picture is too big."),
    "large.png": (huge_png(8_000, 8_000), "No copy could be made: the picture is too big."),
    "bigger.png": (huge_png(10_000, 10_000), "No copy could be made: the picture is too big."),
    "cut.jpg": (_saved("JPEG")[:200], "No copy could be made: we could not read the picture."),
    "script.gif": (b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "could not read the picture."),
    "empty.png": (b"\x89PNG\r\n\x1a\n", "No copy could be made: we could not read the picture."),
}
