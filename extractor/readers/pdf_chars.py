"""A text layer of a PDF page to its characters: where each stands, how large it is, whether it is bold.

Offsets are those of `Chars.text`, a character a UTF-16 unit, as pdfium counts. Places are in points from the top left
of the page as shown.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from extractor.patterns import compiled
from extractor.readers import pdf_calls as call

_BOLD = compiled(rb"bold|black|heavy", regex.IGNORECASE)
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
_STRAIGHT = 0.998  # cosine of the angle off the reading direction that is still straight
_LEAST_SIZE = 1.0
_NAME_LENGTH = 256  # bytes
_FOUR = struct.Struct("4f")

Extent = tuple[float, float, float, float]


class Frame(NamedTuple):
    """How user space lies on the page as shown: quarter turns clockwise, and the crop box."""

    turns: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the page as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def shown(self, left: float, bottom: float, right: float, top: float) -> Extent:
        """A box of user space as (left, top, right, bottom) from the top left of the page as shown."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


class Type(NamedTuple):
    """How a character is set: `base` is how far below the page's top it stands, `size` its font's size as drawn."""

    base: float
    size: float
    bold: bool
    font: str
    straight: bool  # in the page's reading direction


class Chars:
    """The characters of an open text layer; pdfium's buffers are made once. Closed with the layer."""

    def __init__(self, layer: Any, frame: Frame) -> None:
        self._layer = layer.raw
        self.frame = frame
        self._handle = call.address_of(self._layer)
        count = pdfium.FPDFText_CountChars(self._layer)
        buffer = ctypes.create_string_buffer(2 * (count + 1))
        written = pdfium.FPDFText_GetText(self._layer, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        units = buffer.raw[: 2 * max(0, written - 1)]
        text = units.decode("utf-16-le", "surrogatepass")
        self.text = text if 2 * len(text) == len(units) else "".join(map(chr, memoryview(units).cast("H")))
        self._aligned = len(self.text) == count
        self._box = (ctypes.c_float * 4)()  # FS_RECTF: left, top, right, bottom
        self._box_at = ctypes.addressof(self._box)
        self._spot = (ctypes.c_double * 2)()
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._spot_at = ctypes.addressof(self._spot)
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._name_at = ctypes.addressof(self._name)
        self._flags = ctypes.c_int()
        self._flags_at = ctypes.addressof(self._flags)
        self._styles: dict[bytes, tuple[bool, str]] = {}

    def extent(self, at: int) -> Extent:
        """The box of a character: as wide as it runs, about as high as its font."""
        call.loose_box(self._handle, at if self._aligned else self._char(at), self._box_at)
        left, top, right, bottom = _FOUR.unpack_from(self._box)
        turns, from_left, _, _, from_top = self.frame
        if turns:
            return self.frame.shown(left, bottom, right, top)
        return left - from_left, from_top - top, right - from_left, from_top - bottom

    def base(self, at: int) -> float:
        """How far below the page's top a character stands."""
        call.origin(self._handle, at if self._aligned else self._char(at), self._spot_at, self._spot_at + 8)
        x, y = self._spot
        return self.frame.shown(x, y, x, y)[1] if self.frame.turns else self.frame.top - y

    def size(self, at: int) -> float:
        """The size of a character's font in points, as drawn."""
        return self._drawn(at)[0]

    def _drawn(self, at: int) -> tuple[float, bool]:
        """The size of a character's font, and whether the character stands straight."""
        char = at if self._aligned else self._char(at)
        size: float = call.font_size(self._handle, char)
        if not call.matrix(self._handle, char, self._matrix_at):
            return max(size, _LEAST_SIZE), True
        a, b, c, d = _FOUR.unpack_from(self._matrix)
        if a > 0.0 == b == c < d and not self.frame.turns:  # by far the most
            return max(size * d, _LEAST_SIZE), True
        up = (c * c + d * d) ** 0.5
        along = (a, b, -a, -b)[self.frame.turns]  # how far the text goes on in the reading direction
        return max(size * up, _LEAST_SIZE), along > _STRAIGHT * (a * a + b * b) ** 0.5

    def style(self, at: int) -> tuple[bool, str]:
        """Whether a character is bold, by its font's name and flags (the weight that pdfium gives is a guess), and the
        font's name."""
        char = at if self._aligned else self._char(at)
        call.font_info(self._handle, char, self._name_at, _NAME_LENGTH, self._flags_at)
        name = self._name.value
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = (bool(_BOLD.search(name)), name.decode("utf-8", "replace"))
        return (True, style[1]) if self._flags.value & _FORCE_BOLD else style

    def type(self, at: int) -> Type:
        """How a character is set."""
        size, straight = self._drawn(at)
        bold, font = self.style(at)
        return Type(self.base(at), size, bold, font, straight)

    def is_generated(self, at: int) -> bool:
        """Whether pdfium put the character in, as a blank for a gap."""
        return bool(pdfium.FPDFText_IsGenerated(self._layer, self._char(at)))

    def _char(self, at: int) -> int:
        """pdfium's index of the character at an offset of the text."""
        return at if self._aligned else int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._layer, at))
