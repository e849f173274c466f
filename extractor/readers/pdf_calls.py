"""The functions of pdfium that are called for every word or object, with plain numbers for pointers and without letting
other threads in between, which is faster.

Handles and places are addresses (`address_of`); what they point to must stay alive during the call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_POINTER, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address_of(handle: Any) -> int:
    """The address that a handle of pdfium's holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
origin = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
font_size = _plain(pdfium.FPDFText_GetFontSize, _DOUBLE, _POINTER, _INT)
matrix = _plain(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
font_info = _plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER)
page_object = _plain(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
object_type = _plain(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
