"""Photos: decoded in full, then written anew without place, time or any other metadata."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import BinaryIO

from PIL import Image, ImageCms, ImageFile, ImageOps, PngImagePlugin

from .faults import Fault
from .limits import MIB, Limits
from .sniff import JPEG, PNG, WEBP

FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
WHITE = (255, 255, 255)
QUALITY = 85


def check_image(file: BinaryIO, media_type: str, limits: Limits) -> tuple[dict[str, int], dict[str, bytes]]:
    """Size of the picture and its two clean copies; raises when it cannot be decoded whole."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit below speaks before anything is decoded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    PngImagePlugin.MAX_TEXT_MEMORY = MIB
    warnings.simplefilter("ignore")
    if zipfile.is_zipfile(file):
        raise Fault("two_files")
    file.seek(0)
    try:
        with Image.open(file, formats=[FORMATS[media_type]]) as image:
            width, height = image.size
            if width * height > limits.max_pixels:
                raise Fault(
                    "too_many_pixels", width=width, height=height, most=limits.max_pixels // 1_000_000
                )
            photo = _clean(image, limits.photo_edge)
    except Fault:
        raise
    except MemoryError:
        raise Fault("bomb") from None
    except Exception as broken:
        raise Fault("damaged") from broken
    thumbnail = photo.copy()
    thumbnail.thumbnail((limits.thumbnail_edge, limits.thumbnail_edge), Image.Resampling.LANCZOS)
    return {"width": width, "height": height}, {"web": _jpeg(photo), "thumb": _jpeg(thumbnail)}


def _clean(image: Image.Image, edge: int) -> Image.Image:
    """Upright, sRGB, on white, at most `edge` pixels long."""
    image.draft("RGB", (edge, edge))  # a JPEG is decoded small: a 100-megapixel photo needs little memory
    image.load()
    profile = image.info.get("icc_profile")
    small = _shrunk(image, edge)
    small = ImageOps.exif_transpose(small)
    small = _flattened(small, profile)
    clean = Image.new("RGB", small.size, WHITE)
    clean.paste(small)
    return clean


def _shrunk(image: Image.Image, edge: int) -> Image.Image:
    if image.mode in {"P", "1", "I;16", "I", "F"}:
        image = image.convert("RGBA" if image.mode == "P" else "L")
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return image


def _flattened(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode in {"RGBA", "LA", "PA"}:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (*WHITE, 255))
        ground.alpha_composite(image)
        return ground.convert("RGB")
    if profile:
        image = _as_srgb(image, profile)
    return image.convert("RGB")


def _as_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Phones write wide-gamut colours; a broken profile only costs a shade."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
