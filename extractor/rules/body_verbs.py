"""The words at which a body's name ends: verbs of duty and function words, none of which names carry in lower case.

Words that stand in names as often as they act ("phát triển", "đầu tư", "quản lý") are not among them: where
those decide, `extractor.words` does.
"""

from __future__ import annotations

from extractor.rules.patterns import any_of

_VERBS = """
chủ trì|chủ động|phối hợp|thực hiện|triển khai|tổ chức|xây dựng|tham mưu|căn cứ|chịu|có|nghiêm túc|tăng cường|đẩy mạnh
tiếp tục|rà soát|kiểm tra|hướng dẫn|đôn đốc|cử|bố trí|tập trung|đảm bảo|bảo đảm|cần|phải|sẽ|đang|không|chưa
khẩn trương|kịp thời|thường xuyên|định kỳ|hàng năm|hằng năm|trình|đề xuất|đề nghị|kiến nghị|tuyên truyền|vận động
quán triệt|phổ biến|cung cấp|đưa|nâng cao|phát huy|tạo điều kiện|tạo lập|tạo ra|giúp|lồng ghép|huy động|tích cực
đăng ký|cập nhật|tham gia|khuyến khích|ban hành|thẩm định|phê duyệt|tổng hợp|theo dõi|xem xét|quyết định|lập
hoàn thành|hoàn thiện|duy trì|xử lý|giải quyết|công bố|công khai|thông báo|chỉ đạo|lãnh đạo|điều hành|phụ trách
thành lập|kết nối|chia sẻ|lựa chọn|áp dụng|cải thiện|giảm|tăng|đạt|gồm|bao gồm|sử dụng|báo cáo|gửi|giao|yêu cầu
thu hút|mở rộng|mở|tiếp nhận|trả|nộp|phân bổ|cân đối|cấp phát|biên soạn|xác định|đánh giá|phát hiện|ngăn chặn|trao đổi
học tập|tiếp cận|khai thác|chuyển đổi|số hóa|ký|thay mặt|bàn giao|quan tâm|ưu tiên|nắm bắt|tìm kiếm|làm việc|liên hệ
lấy ý kiến|góp ý|đăng tải|tự|lắp đặt|vi phạm|cố tình|tham khảo|soạn thảo|chấp hành|vận hành|trang bị|thống nhất
giới thiệu|liên kết|làm đầu mối|trở thành|điều tra|đấu tranh|quảng bá|khôi phục|tích hợp
"""
_FUNCTION = """
trong|để|theo|về|đã|được|bị|là|tại|từ|với|cho|nhằm|khi|nếu|trước|sau|cùng|như|do|bằng|đối với|qua|thông qua|trên|ở|vào
ra|lên|đến|tới|này|khác|đó|nêu|của|thuộc|và|hoặc|các|những|một|mọi|mỗi|vẫn|còn|cũng|đều|mà|thì|nhất là|đặc biệt|dưới
giữa|năm|tháng|quý|ngày|hiện|lại|nhưng|tuy|vì|đồng thời|trực tiếp|trực thuộc|nay|cũ|thời gian|thời hạn|hoàn toàn
"""


def _alternatives(*lists: str) -> str:
    words = {word.strip() for listed in lists for line in listed.split("\n") for word in line.split("|")}
    return any_of(sorted(words - {""}), blank=" ")


VERBS = _alternatives(_VERBS)
STOP = _alternatives(_VERBS, _FUNCTION)
DEFINED = rf"(?(DEFINE)(?i:(?P<stop>{STOP})))"
"""Opens a pattern that names the list more than once, as "(?&stop)": it is then compiled once."""
