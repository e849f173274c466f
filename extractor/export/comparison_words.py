"""What the workbook of a comparison calls its sheets, columns and judgements, in Vietnamese and English."""

from __future__ import annotations

from extractor.compare.words import Lang

SHEETS: dict[Lang, dict[str, str]] = {
    "vi": {"matrix": "So sánh", "cells": "Chi tiết", "coverage": "Mức bao phủ", "tasks": "Nhiệm vụ theo cơ quan",
           "notes": "Ghi chú", "changes": "Thay đổi"},
    "en": {"matrix": "Comparison", "cells": "Details", "coverage": "Coverage", "tasks": "Tasks by body",
           "notes": "Notes", "changes": "Changes"},
}  # fmt: skip

HEADINGS: dict[Lang, dict[str, list[tuple[str, float]]]] = {
    "vi": {
        "cells": [("Chỉ tiêu", 44), ("Năm", 7), ("Kế hoạch", 18), ("Chỉ tiêu theo lời kế hoạch", 44), ("Giá trị", 14),
                  ("Thời hạn (nguyên văn)", 20), ("Đến ngày", 12), ("Mục", 10), ("Nguyên văn", 60),
                  ("Giá trị của bản gốc", 14), ("Kết luận", 13), ("Lý do", 40), ("Điểm ghép", 8), ("Vì sao ghép", 34)],
        "coverage": [("Kế hoạch", 26), ("Chỉ tiêu của bản gốc", 12), ("Có đặt", 10), ("Tỷ lệ", 9), ("cao hơn", 10),
                     ("ngang bằng", 10), ("thấp hơn", 10), ("muộn hơn", 10), ("sớm hơn", 10), ("không so được", 11),
                     ("thiếu", 10), ("riêng", 10)],
        "tasks": [("Cơ quan", 30), ("Vai trò", 10), ("Kế hoạch", 18), ("Nhiệm vụ", 60), ("Thời hạn (nguyên văn)", 20),
                  ("Đến ngày", 12), ("Sản phẩm", 26), ("Mục", 10), ("Tên trong kế hoạch", 28),
                  ("Sáp nhập, đổi tên theo", 28)],
        "changes": [("Thay đổi", 18), ("Chỉ tiêu", 50), ("Trước", 22), ("Sau", 22), ("Lời cũ", 44), ("Lời mới", 44)],
    },
    "en": {
        "cells": [("Indicator", 44), ("Year", 7), ("Plan", 18), ("Indicator in the plan's words", 44), ("Value", 14),
                  ("Deadline (words)", 20), ("Last day", 12), ("Place", 10), ("Quote", 60), ("Baseline's value", 14),
                  ("Judgement", 13), ("Reason", 40), ("Link score", 8), ("Why linked", 34)],
        "coverage": [("Plan", 26), ("Baseline's indicators", 12), ("Present", 10), ("Share", 9), ("stronger", 10),
                     ("equal", 10), ("weaker", 10), ("later", 10), ("earlier", 10), ("not comparable", 11),
                     ("missing", 10), ("own", 10)],
        "tasks": [("Body", 30), ("Role", 10), ("Plan", 18), ("Task", 60), ("Deadline (words)", 20), ("Last day", 12),
                  ("Output", 26), ("Place", 10), ("Name in the plan", 28), ("Merged or renamed by", 28)],
        "changes": [("Change", 18), ("Indicator", 50), ("Was", 22), ("Now", 22), ("Old words", 44), ("New words", 44)],
    },
}  # fmt: skip
"""Of each sheet, its columns with their widths in letters."""

TEXTS: dict[Lang, dict[str, str]] = {
    "vi": {
        "baseline": "(bản gốc)",
        "held": "Số kế hoạch có",
        "no number": "có, không kèm số",
        "lead": "chủ trì",
        "support": "phối hợp",
        "plans compared": "Các kế hoạch được so sánh",
        "plan columns": "Gọi là|Tệp|Số, ký hiệu|Ngày ban hành|Tỉnh, thành phố hiện nay",
        "judgements": "Kết luận so với bản gốc",
        "to know": "Cần biết",
        "notes": "Chỉ tiêu được ghép theo lời, đơn vị và đối tượng, không theo con số; điểm ghép và lý do nằm ở trang "
        "Chi tiết.|Con số là điều kế hoạch viết; đọc tự động có thể sai, hãy xem cột Nguyên văn trước khi dùng.|Dòng "
        "chỉ có ở một kế hoạch đứng cuối; lọc cột Số kế hoạch có để ẩn đi.",
    },
    "en": {
        "baseline": "(baseline)",
        "held": "Plans that have it",
        "no number": "yes, no number",
        "lead": "leads",
        "support": "supports",
        "plans compared": "The plans compared",
        "plan columns": "Called|File|Number|Issued|Province now",
        "judgements": "Judgements against the baseline",
        "to know": "To know",
        "notes": "Indicators are linked by words, unit and population, never by the number; score and reason of each "
        "link stand in Details.|A number is what the plan says; a program may misread, look at the quote before you "
        "use it.|Rows of one plan alone come last; filter by Plans that have it to hide them.",
    },
}

MEANINGS: dict[Lang, dict[str, str]] = {
    "vi": {
        "stronger": "hứa nhiều hơn bản gốc (với hộ nghèo, tai nạn, thứ hạng …: càng ít càng tốt)",
        "earlier": "cùng mức, xong sớm hơn",
        "equal": "cùng mức",
        "later": "cùng mức, xong muộn hơn",
        "weaker": "hứa ít hơn bản gốc",
        "missing": "không đặt chỉ tiêu đó, hoặc không đặt cho thời hạn đó",
        "not-comparable": "khác đơn vị, khác đối tượng, một bên không có số, mức tăng so với mức đạt",
        "own": "bản gốc không có chỉ tiêu này",
    },
    "en": {
        "stronger": "promises more than the baseline (poor households, accidents, ranks …: less is better)",
        "earlier": "the same, sooner",
        "equal": "the same",
        "later": "the same, later",
        "weaker": "promises less than the baseline",
        "missing": "no target of that indicator, or none for that time",
        "not-comparable": "another unit or population, a number against none, a change against a level",
        "own": "the baseline has no such indicator",
    },
}

CHANGES: dict[Lang, dict[str, str]] = {
    "vi": {"added": "thêm", "removed": "bỏ", "raised": "nâng", "lowered": "hạ", "redefined": "đổi cách tính",
           "postponed": "lùi", "brought-forward": "sớm hơn", "reworded": "sửa lời", "unchanged": "giữ nguyên"},
    "en": {},
}  # fmt: skip
