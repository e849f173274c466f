"""The words that tell how a number stands in its sentence: verbs that attain, change or keep, breaks, asides.

To teach a phrase, add it to its pattern; the examples above each pattern are tests (tests/test_phrases.py).
"""

from __future__ import annotations

import regex

from extractor.patterns import compiled

_I = regex.IGNORECASE
NEAR = 120  # characters before a number within which the words stand that lead to it


def leads(pattern: regex.Pattern[str], key: str, start: int, end: int) -> regex.Match[str] | None:
    """The match of a pattern of words that lead to what stands at `end`; those further before it lead to nothing."""
    return pattern.search(key, max(start, end - NEAR), end)


ATTAIN = compiled(
    r"(?<!\p{L})(?:(?:(?:giảm|hạ|tăng|nâng)\s+)?(?:xuống\s+còn|còn|xuống|lên(?:\s+(?:đến|tới|mức|trên))?)|đạt(?:\s+(?:được|mức|tỷ\s+lệ|tỉ\s+lệ|"
    r"tối\s+thiểu))?|chiếm(?:\s+(?:tỷ|tỉ)\s+(?:trọng|lệ))?|là|bằng|ở\s+mức|vượt|đến\s+mức|không\s+quá|được)\s*$",
    _I,
)
CHANGE = compiled(
    r"(?<!\p{L})(?:(?P<up>tăng(?!\s+(?:cường|trưởng))|nâng(?!\s+(?:cao|cấp|tầm))|gia\s+tăng|tăng\s+trưởng)|(?P<down>cắt\s+giảm|giảm|rút\s+ngắn|hạ\s+thấp|tiết\s+kiệm))"
    r"(?!\p{L})(?P<rest>[^,;:]{0,70})$",
    _I,
)
RATE_WORDS = compiled(
    r"(?:\s*(?:bình\s+quân|trung\s+bình|thêm|mỗi\s+năm|hằng\s+năm|hàng\s+năm|trưởng|trong\s+giai\s+đoạn\s+này|khoảng|ít\s+nhất|đạt|nhanh|so\s+với\s+[^,;]{0,40}))*\s*$",
    _I,
)
REACHING = compiled(r"(?:lên|xuống|còn|đến|tới|thành)\s*$", _I)
MAINTAIN = compiled(r"(?<!\p{L})(?:duy\s+trì|giữ\s+vững|giữ\s+nguyên|giữ\s+ổn\s+định|ổn\s+định\s+ở)(?!\p{L})", _I)
PACE = compiled(r"(?<!\p{L})(?:tốc\s+độ|mức|nhịp\s+độ)\s+(?:tăng|giảm)", _I)
NOMINAL = compiled(
    r"(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|tỷ\s+suất|số|tổng|mức|diện\s+tích|sản\s+lượng|thu\s+nhập|grdp|gdp|kim\s+ngạch|giá\s+trị|tốc\s+độ|"
    r"chỉ\s+số|năng\s+suất|quy\s+mô|tuổi\s+thọ|mật\s+độ|dân\s+số|độ\s+che\s+phủ|doanh\s+thu|kinh\s+phí|chi|thu\s+ngân\s+sách|vốn|năng\s+lực|"
    r"khối\s+lượng|công\s+suất|thứ\s+hạng|xếp\s+hạng|bình\s+quân|đóng\s+góp)(?!\p{L})",
    _I,
)
HAVING = compiled(r"(?<!\p{L})(?:có|gồm|hình\s+thành|với)(?:\s+(?:được|thêm))?\s*$", _I)
SHARE_OF = compiled(r"(?<!\p{L})chiếm(?:\s+(?:tỷ|tỉ)\s+(?:trọng|lệ))?\s*$", _I)
GROWING = compiled(r"(?:tăng|giảm)(?:\s+(?:thêm|khoảng|gần|trên|bình\s+quân|ít\s+nhất|tối\s+thiểu))*\s*", _I)
STATIVE = compiled(r"(?<!\p{L})(?:được|đủ|có|đạt|phải|đều|bảo\s+đảm|đảm\s+bảo|không\s+(?:có|còn))(?!\p{L})", _I)
RANKED = compiled(r"(?<!\p{L})về(?!\p{L})", _I)
HOLDS = compiled(r"(?<!\p{L})(?:có|đạt|với)(?!\p{L})", _I)
TAIL_WORD = compiled(
    r"\s*(?!x\s+\d|(?:so\s+với|vào|trở\s+lên|trở\s+xuống|mỗi|hằng|hàng|trong|đến|năm|và|hoặc|tại|theo|của|gắn|nhằm|để|góp|trên\s+tổng)(?!\p{L}))\p{L}",
    _I,
)
BREAK = compiled(r"[,;]\s*|\s(?=(?:và|trong\s+đó|đồng\s+thời)\s)", _I)
JOINED = compiled(r"[\s,;/]*(?:(?:và|hoặc|cùng)(?!\p{L})[\s,;]*)?", _I)
DELIVERS = compiled(
    r"(?<!\p{L})(?:đào\s+tạo|bồi\s+dưỡng|tập\s+huấn|tổ\s+chức|xây\s+dựng|xây\s+mới|làm\s+mới|phát\s+triển|hình\s+thành|thành\s+lập|"
    r"trồng(?:\s+mới)?|cấp|thu\s+hút|mở|hoàn\s+thành|triển\s+khai|lựa\s+chọn|đầu\s+tư|lắp\s+đặt|giải\s+quyết|công\s+nhận|hỗ\s+trợ|in|in\s+ấn|phát|"
    r"phát\s+hành|biên\s+soạn|sản\s+xuất|khảo\s+sát|nâng\s+cấp|cải\s+tạo|sửa\s+chữa|nhân\s+rộng|duy\s+trì|trang\s+bị|mua\s+sắm|bố\s+trí|"
    r"tuyển\s+dụng|tuyển\s+sinh|tuyển\s+chọn|kết\s+nạp|kiểm\s+tra|thanh\s+tra|tặng|trao|cung\s+cấp|bàn\s+giao|khởi\s+công|số\s+hóa|"
    r"tiếp\s+nhận|thực\s+hiện|xây\s+lắp|thả|cấp\s+phát|vận\s+động|giới\s+thiệu|tư\s+vấn|khám|tiêm|phê\s+duyệt|ban\s+hành)"
    r"(?:\s+(?:được|mới|thêm|thành\s+công|ít\s+nhất|tối\s+thiểu|khoảng))*\s*$",
    _I,
)
"""A verb that delivers what the number right after it counts."""
TOPIC = compiled(r"[\s,;:.(\"*+-]*về\s[^,;:.]{2,60}:\s*(?=\p{L})", _I)
"""What a statement is about, said before it: "Về giáo dục: hoàn thành …"."""
AIMED = compiled(
    r"(?<!\p{L})(?:để|nhằm|bảo\s+đảm|đảm\s+bảo|phấn\s+đấu|đưa|nâng(?:\s+cao)?|tăng|giảm|hạ|duy\s+trì|nâng|kéo\s+giảm)\s+"
    r"(?=(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)|tổng|số|mức|thu|chỉ\s+số|độ|diện|tốc|GRDP|sản\s+lượng|quy\s+mô|năng\s+suất|giá\s+trị)",
    _I,
)
"""What is done to a measure: "xây dựng chính sách để nâng tỷ lệ …" measures the "tỷ lệ …"."""
FOR = compiled(r"(?r)\s+cho$", _I)
WITH = compiled(r"(?r)\s+(?:với|bao\s+gồm|gồm|cho)\s*+$", _I)
EFFORT_END = compiled(r"(?<!\p{L})(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|quyết\s+tâm)(?:\s+(?:có|để))*\s*$", _I)
RESTART = compiled(
    r"(?:[,;:]\s*|\s(?=và\s))(?=(?:trong\s+đó|và\s+góp\s+phần|góp\s+phần|quyết\s+tâm|phấn\s+đấu|đồng\s+thời|bảo\s+đảm|đảm\s+bảo|riêng|và\s+phấn\s+đấu)(?!\p{L}))",
    _I,
)
ASIDE = compiled(
    r"(?:\G|(?<!\s))(?:\s*+\([^()]*+\)\s*+$|\s*+(?:[,;]\s*+)?(?:,\s*+(?:nhất\s+là|đặc\s+biệt|gắn\s+với|góp\s+phần|qua\s+đó|từ\s+đó|trong\s+đó|nhằm|phục\s+vụ|không\s+để|tránh|hạn\s+chế|gấp)(?!\p{L}).*|(?<!\p{L})so\s+với(?!\p{L}).*)$)",
    _I | regex.DOTALL,
)
BASELINE = compiled(
    r"so\s+với\s+(?P<base>[^,;.()]{2,50})|(?<!\p{L})từ\s+(?P<from>[\d.,]+\s*%?)\s*(?:[^\d,;]{0,25})$", _I
)
ALL_OF = compiled(r"m(?:ọi|ỗi)|tất\s+cả|toàn\s+bộ", _I)
"""What every universal statement holds."""
UNIVERSAL = compiled(
    r"(?P<all>mọi|tất\s+cả|toàn\s+bộ|mỗi)(?!\p{L})\s+(?!(?:năm|tháng|quý|tuần|ngày|khi|đợt|lần|cuộc|nguồn\s+lực|quá\s+trình|hoạt\s+động|kỳ)(?!\p{L}))"
    r"(?:[^,;.:]{2,160}?\s(?:có(?!\s+thể)|đạt|bảo\s+đảm|đảm\s+bảo)|[^;.:]{2,160}?\s(?:phải|được)|[^;.:]{2,250}?\sđều)(?!\p{L})",
    _I,
)
OBJECT_OF_ALL = compiled(
    r"(?:chuyển|hoàn\s+thành(?:\s+(?:tốt|cao\s+nhất|vượt\s+mức))?|số\s+hóa|xóa\s+bỏ|chấm\s+dứt|phủ\s+sóng)\s+(?P<all>toàn\s+bộ|tất\s+cả)"
    r"(?!\p{L})\s+(?!qu[áy]\s+trình)[^;.:]{2,200}",
    _I,
)
"""A verb that settles all of something: "chuyển toàn bộ hồ sơ sang …"; "rà soát toàn bộ" only says how far it goes."""
LOOSE_END = compiled(
    r"(?r)(?:[\s,;:.-]++|(?<!\p{L})(?:trở\s+lên|trở\s+xuống|vào|trong|lần\s+lượt|tương\s+ứng|duy\s+trì(?:\s+ở\s+mức)?))++$",
    _I,
)
CHANGED_FROM = compiled(r"(?:\s+(?:tăng|giảm|nâng))?\s+từ\s+[\d.,]+\s*%?[^,;]{0,20}$", _I)
DURATIONS = frozenset(
    [
        "năm",
        "tháng",
        "ngày",
        "giờ",
        "phút",
        "tuần",
        "tuổi",
        "quý",
        "ngày làm việc",
        "ngày tuổi",
        "tuần tuổi",
        "tháng tuổi",
    ]
)
LESSONS = frozenset(["buổi/ngày", "buổi/tuần", "tiết/tuần", "giờ/ngày", "ca/ngày"])
"""What a day or a week is made of: "học 2 buổi/ngày" says how something is done."""
BREAKDOWN = compiled(r"\(\s*(?:bao\s+)?gồm|\(\s*(?:trong\s+đó|riêng)", _I)
FROM = compiled(r"(?<!\p{L})từ(?:\s.?.?)?$", _I)
TO = compiled(r"[^,;\d]{0,20}(?:năm\s+\d{4}[^,;\d]{0,8})?\s(?:lên|xuống|còn|đến|tới|thành)\s*", _I)
