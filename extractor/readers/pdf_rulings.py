"""Drawn paths of a PDF page to its rulings: straight lines along an axis, thin rectangles, the edges of frames."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractor.readers import pdf_calls as call
from extractor.readers.pdf_shapes import Ruling

Extent = tuple[float, float, float, float]
Shown = Callable[[float, float, float, float], Extent]

THIN = 2.5  # points; a thicker stroke is a bar or a box
SHORT = 4.0  # points; a shorter one is a dot of a dotted line or a glyph drawn as a path
_MOST_SEGMENTS = 4000
_MOST_OBJECTS = 100_000
_DEPTH = 4

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """The horizontal and the vertical rulings, and the area that pictures cover, in square points."""

    across: list[Ruling]
    down: list[Ruling]
    pictures: float


def rulings(page: Any, shown: Shown) -> Drawn:
    """What is drawn on a raw pdfium page; `shown` maps user space to the page."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    pictures = 0.0
    for box, is_picture in _strokes(page):
        if is_picture:
            pictures += (box[2] - box[0]) * (box[3] - box[1])
            continue
        left, top, right, bottom = shown(*box)
        if bottom - top <= THIN and right - left >= SHORT:
            across.append(Ruling((top + bottom) / 2, left, right))
        elif right - left <= THIN and bottom - top >= SHORT:
            down.append(Ruling((left + right) / 2, top, bottom))
    return Drawn(across, down, pictures)


def _strokes(page: Any) -> Iterator[tuple[Extent, bool]]:
    """Boxes of user space, (left, bottom, right, top): strokes and edges, and those of pictures (True)."""
    handle, count = call.address_of(page), min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    kinds = map(call.object_type, map(call.page_object, repeat(handle), range(count)))
    text = pdfium.FPDF_PAGEOBJ_TEXT  # by far the most
    for i in [i for i, kind in enumerate(kinds) if kind != text]:
        yield from _object(pdfium.FPDFPage_GetObject(page, i), _IDENTITY, _DEPTH)


def _object(obj: Any, outer: Matrix, depth: int) -> Iterator[tuple[Extent, bool]]:
    kind = pdfium.FPDFPageObj_GetType(obj)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        for box in _path(obj, outer):
            yield box, False
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        yield _bounds(obj, outer), True
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth > 0:
        matrix = _times(_matrix(obj), outer)
        for i in range(min(pdfium.FPDFFormObj_CountObjects(obj), _MOST_OBJECTS)):
            yield from _object(pdfium.FPDFFormObj_GetObject(obj, i), matrix, depth - 1)


def _bounds(obj: Any, outer: Matrix) -> Extent:
    """The box around an object; an empty one where pdfium knows none."""
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(obj, *bounds):
        return 0.0, 0.0, 0.0, 0.0
    return _extent(outer, *(bound.value for bound in bounds))


def _path(path: Any, outer: Matrix) -> Iterator[Extent]:
    """A thin path is one stroke; of any other the straight segments count where it is stroked."""
    box = _bounds(path, outer)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        yield box
    elif stroke.value or pdfium.FPDFPath_CountSegments(path) > 5:
        yield from _segments(path, _times(_matrix(path), outer))


def _segments(path: Any, matrix: Matrix) -> Iterator[Extent]:
    """The straight segments of a path, each as a box."""
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _extent(matrix, *last, *here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _extent(matrix, *here, *start)
        last = here


def _matrix(obj: Any) -> Matrix:
    raw = pdfium.FS_MATRIX()
    return (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f) if pdfium.FPDFPageObj_GetMatrix(obj, raw) else _IDENTITY


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _extent(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Extent:
    a, b, c, d, e, f = matrix
    u0, v0, u1, v1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
    return min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)
