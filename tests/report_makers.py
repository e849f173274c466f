"""What the tests of reports share: plans made from words, and a real browser to open pages in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import extractor

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EVIL = "<script>document.title = 'run'</script></script><img src=x onerror=\"document.title='run'\">\" onload=\"x"

TEXT = f"""ỦY BAN NHÂN DÂN TỈNH MẪU
Số: 12/KH-UBND
Mẫu, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Phát triển thư viện số giai đoạn 2026 - 2030

Căn cứ Quyết định số 206/QĐ-TTg ngày 11 tháng 02 năm 2021 của Thủ tướng Chính phủ;

I. MỤC TIÊU
1. Đến năm 2027
- 80% thư viện xã có máy tính nối mạng.
- Tối thiểu 15 nghìn người dân được cấp thẻ bạn đọc điện tử.
2. Đến năm 2030
- 100% thư viện huyện liên thông dữ liệu.
- Giữ vững nền nếp đọc sách {EVIL} trong nhà trường.

II. NHIỆM VỤ
1. Sở Văn hóa, Thể thao và Du lịch
a) Chủ trì, phối hợp với Sở Tài chính số hóa tài liệu quý, hoàn thành trước ngày 30 tháng 6 năm 2026.
b) Báo cáo Ủy ban nhân dân tỉnh kết quả trước ngày 15 tháng 12 hằng năm.
2. Sở Tài chính
Bố trí kinh phí thực hiện Kế hoạch.
"""


def plan(text: str = TEXT, *, name: str = "mẫu.txt") -> Any:
    return extractor.extract_text(text, name=name)


def other(place: str = "Khác", *, value: str = "60", name: str = "khác.txt") -> Any:
    """A plan of another province, with another number of the first target."""
    return plan(TEXT.replace("MẪU", place.upper()).replace("Mẫu", place).replace("80%", f"{value}%"), name=name)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, file: Path, **context: Any) -> Iterator[Any]:
    """The page of `file`; fails where it writes to the console, throws, or asks for anything but itself."""
    faults: list[str] = []
    held = browser.new_context(**context)
    view = held.new_page()
    view.on("console", lambda message: faults.append(f"console: {message.text}"))
    view.on("pageerror", lambda error: faults.append(f"error: {error}"))
    view.on("request", lambda request: _own(request.url, file) or faults.append(f"request: {request.url}"))
    view.set_default_timeout(10_000)
    view.goto(file.as_uri())
    yield view
    held.close()
    assert faults == []


def _own(url: str, file: Path) -> bool:
    return url.startswith((file.as_uri(), "data:"))
