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
_RULING = 28.0  # points; a shorter stroke is a letter's, unless it joins two rulings
_JOINT = 11.0  # points that a stroke must have to part two cells
_SNAP = 6.0
_PAPER = 190  # of 255; what is lighter is the paper's noise
_BAR = 3.5  # heights of an upright bar to its width
_MOST_BARS = 3
_LEAST_BAR, _MOST_BAR = 0.07, 0.22  # inches
_SPECK = 8  # pixels
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


def whitened(grey: Any) -> Any:
    """The picture with its paper white: noise makes engines miss thin letters that stand alone."""
    clean = grey.copy()
    clean[clean > _PAPER] = 255
    return clean


def bars(part: Any, dpi: int) -> list[tuple[int, int, int, int]]:
    """(left, top, width, height) of the upright bars that are all the ink of a cell's picture: the letters of a
    sans-serif "I", "II" or "III"; none where there is other ink."""
    found = _signs(part)
    heights = [height for *_, height in found]
    thin = all(height > _BAR * width for _, _, width, height in found)
    if not thin or not 0 < len(found) <= _MOST_BARS or max(heights) - min(heights) > 0.1 * max(heights):
        return []
    return found if _LEAST_BAR * dpi < max(heights) < min(_MOST_BAR * dpi, 0.8 * len(part)) else []


def stands_on_bar(part: Any, *, last: bool) -> bool:
    """Whether the first sign of a word's picture, or the last, stands on a bar as wide as itself: "≥" is no ">"."""
    signs = _signs(part)
    pair = signs[-2:] if last else signs[:2]
    if len(pair) < 2:
        return False
    left, top, width, height = max(pair, key=lambda box: box[3])
    x, y, w, h = min(pair, key=lambda box: box[3])
    beside = abs(x - left) <= 0.3 * width and abs(w - width) <= 0.4 * width
    return beside and y >= top + 0.7 * height and w > 2 * h


def is_dash(part: Any) -> bool:
    """Whether all the ink of the strip before a word, of its font's height, is one dash half way up its letters."""
    signs = _signs(part)
    if len(signs) != 1:
        return False
    left, top, width, height = signs[0]
    whole = len(part)
    apart = left > 0 and left + width < part.shape[1]
    flat = height <= 0.15 * whole and width >= 2 * height and 0.15 * whole <= width <= whole
    return apart and flat and 0.4 * whole <= top + height / 2 <= 0.8 * whole


def _signs(part: Any) -> list[tuple[int, int, int, int]]:
    """The boxes of the connected ink of a picture from the left, without specks."""
    return sorted(box for box in _boxes((part < 128).astype(numpy.uint8)) if box[2] * box[3] > _SPECK)


def _masks(grey: Any, scale: float) -> tuple[Any, Any]:
    """Where rulings are: long horizontal and long vertical strokes, and short ones from one of them to another."""
    ink = (grey < 160).astype(numpy.uint8) * 255
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones((3, 3), numpy.uint8))
    across, down = (_strokes(closed, _RULING * scale, upright=upright_) for upright_ in (False, True))
    if not across.any() and not down.any():
        return across, down
    joints = _joints(_strokes(closed, _JOINT * scale, upright=True), across, round(scale))
    beams = _joints(_strokes(closed, _JOINT * scale, upright=False).T, down.T, round(scale)).T
    return across | beams, down | joints


def _strokes(ink: Any, length: float, *, upright: bool) -> Any:
    """The straight strokes of at least `length` pixels."""
    size = max(3, round(length))
    shape = (size, 1) if upright else (1, size)
    return cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones(shape, numpy.uint8))


def _joints(strokes: Any, rulings_: Any, near: int) -> Any:
    """The upright strokes that end at a ruling, or near it, above and below."""
    found = numpy.zeros_like(strokes)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(numpy.ascontiguousarray(strokes), connectivity=8)
    for label, (x, y, w, h, _) in enumerate(stats[1:], 1):
        above = rulings_[max(0, y - near) : y + near + 1, x : x + w]
        below = rulings_[max(0, y + h - near - 1) : y + h + near, x : x + w]
        if above.any() and below.any():
            found[y : y + h, x : x + w][labels[y : y + h, x : x + w] == label] = 255
    return found


def _boxes(mask: Any) -> list[tuple[int, int, int, int]]:
    """(left, top, width, height) of each connected stroke."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:]]
