"""Pictures of scanned pages, made ready for OCR: upright, without red seals, their rulings found and taken out.

Pictures are numpy arrays of bytes, 255 white; places are in points of the page.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy

from extractor.readers.pdf_shapes import Ruling

_MOST_SKEW = 5.0  # degrees
_STEP = 0.1
_LEAST_SKEW = 0.08
_RULING = 28.0  # points; a shorter stroke is a letter's
_SNAP = 6.0
_SMALL_WIDTH = 900  # pixels that are enough to see the skew


def upright(colour: Any) -> Any:
    """A grey picture of a page in colour, with the text level and red ink taken off."""
    grey = _without_red(colour)
    angle = skew(grey)
    if abs(angle) < _LEAST_SKEW:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _without_red(colour: Any) -> Any:
    """The picture in grey; seals, signatures and stamps in red become white."""
    if colour.ndim == 2:
        return colour
    if colour.shape[2] < 3:
        return colour[:, :, 0]
    rgb = colour[:, :, :3].astype(numpy.int16)
    red = (rgb[:, :, 0] - numpy.maximum(rgb[:, :, 1], rgb[:, :, 2])) > 50
    grey = cv2.cvtColor(numpy.ascontiguousarray(colour[:, :, :3]), cv2.COLOR_RGB2GRAY)
    grey[red] = 255
    return grey


def skew(grey: Any) -> float:
    """The angle in degrees by which the text has to be turned: the one whose rows of ink stand out most."""
    scale = min(1.0, _SMALL_WIDTH / max(1, grey.shape[1]))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < 160).astype(numpy.uint8)
    coarse = max(numpy.arange(-_MOST_SKEW, _MOST_SKEW + 0.5, 0.5), key=lambda a: _sharpness(ink, float(a)))
    fine = numpy.arange(coarse - 0.5, coarse + 0.5 + _STEP, _STEP)
    return float(max(fine, key=lambda a: _sharpness(ink, float(a))))


def _sharpness(ink: Any, angle: float) -> float:
    """How much the ink of neighbouring rows differs when turned by `angle`."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=numpy.int64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def rulings(grey: Any, scale: float) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and vertical rulings of a picture of `scale` pixels a point."""
    across, down = _masks(grey, scale)
    flat = [
        Ruling((y + h / 2) / scale, x / scale, (x + w) / scale) for x, y, w, h in _boxes(across) if h < _SNAP * scale
    ]
    upright_ = [
        Ruling((x + w / 2) / scale, y / scale, (y + h) / scale) for x, y, w, h in _boxes(down) if w < _SNAP * scale
    ]
    return flat, upright_


def without_rulings(grey: Any, scale: float) -> Any:
    """The picture with its rulings painted over, where it has any that cross."""
    across, down = _masks(grey, scale)
    if not (across & down).any():
        return grey
    clean = grey.copy()
    clean[cv2.dilate(across | down, numpy.ones((3, 3), numpy.uint8)) > 0] = 255
    return clean


def _masks(grey: Any, scale: float) -> tuple[Any, Any]:
    """Where long horizontal and long vertical strokes are."""
    ink = (grey < 160).astype(numpy.uint8) * 255
    length = max(3, round(_RULING * scale))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones((3, 3), numpy.uint8))
    across = cv2.morphologyEx(closed, cv2.MORPH_OPEN, numpy.ones((1, length), numpy.uint8))
    down = cv2.morphologyEx(closed, cv2.MORPH_OPEN, numpy.ones((length, 1), numpy.uint8))
    return across, down


def _boxes(mask: Any) -> list[tuple[int, int, int, int]]:
    """(left, top, width, height) of each connected stroke."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:]]
