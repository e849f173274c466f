"""Importing this makes a process ready to extract: all modules loaded, all patterns compiled. Workers are forked from
a server that did so once; nothing of it is needed for the result."""

import gc

from extractor import patterns
from extractor.pipeline import extract_text

PLAN = """ỦY BAN NHÂN DÂN TỈNH MẪU
Số: 12/KH-UBND
Mẫu, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Phát triển thư viện số đến năm 2027

Căn cứ Quyết định số 206/QĐ-TTg ngày 11 tháng 02 năm 2021 của Thủ tướng Chính phủ;

I. MỤC TIÊU
1. Đến năm 2027: 75% thư viện xã có máy tính nối mạng; đào tạo 50 lượt người mỗi năm.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí trước ngày 30 tháng 6 hằng năm.
"""

extract_text(PLAN)
patterns.keep()
gc.freeze()  # what is loaded by now is never garbage: collections in the workers pass it over
