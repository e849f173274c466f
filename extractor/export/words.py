"""The headings of exported tables, the names of their sheets, and what their codes mean, in each language."""

from __future__ import annotations

from typing import Literal

from extractor.export.rows import Table

Lang = Literal["vi", "en"]

SHEETS: dict[Lang, dict[str, str]] = {
    "vi": {
        "plans": "Văn bản",
        "targets": "Chỉ tiêu",
        "tasks": "Nhiệm vụ",
        "citations": "Viện dẫn",
        "bodies": "Cơ quan",
        "warnings": "Lưu ý",
    },
    "en": {
        "plans": "Plans",
        "targets": "Targets",
        "tasks": "Tasks",
        "citations": "Citations",
        "bodies": "Bodies",
        "warnings": "Warnings",
    },
}

_VI = {
    "document": "Tệp",
    "sha256": "Mã băm SHA-256",
    "number": "Số, ký hiệu",
    "kind": "Loại văn bản",
    "title": "Trích yếu",
    "issuer": "Cơ quan ban hành",
    "province": "Tỉnh, thành phố",
    "province_now": "Tỉnh, thành phố hiện nay",
    "issued": "Ngày ban hành",
    "place": "Nơi ban hành",
    "signer": "Người ký",
    "signer_role": "Chức vụ người ký",
    "format": "Định dạng",
    "bytes": "Dung lượng (byte)",
    "pages": "Số trang",
    "truncated": "Bị cắt",
    "targets": "Số chỉ tiêu",
    "tasks": "Số nhiệm vụ",
    "citations": "Số văn bản viện dẫn",
    "warnings": "Số lưu ý",
    "schema_version": "Phiên bản lược đồ",
    "id": "Mã",
    "path": "Mục",
    "page": "Trang",
    "quote": "Nguyên văn",
    "start": "Vị trí đầu",
    "end": "Vị trí cuối",
    "rule": "Quy tắc",
    "indicator": "Nội dung chỉ tiêu",
    "comparator": "So sánh",
    "value": "Giá trị",
    "value_low": "Giá trị thấp nhất",
    "value_high": "Giá trị cao nhất",
    "unit": "Đơn vị tính",
    "change": "Cách tính",
    "due_words": "Thời hạn (nguyên văn)",
    "due_anchor": "Mốc thời gian",
    "due_relation": "Quan hệ với mốc",
    "due_every": "Chu kỳ",
    "due_earliest": "Từ ngày",
    "due_latest": "Đến ngày",
    "due_inherited": "Thời hạn lấy từ mục trên",
    "baseline": "So với",
    "bodies": "Cơ quan chịu trách nhiệm",
    "body_ids": "Mã cơ quan",
    "context": "Nằm trong phần",
    "within": "Thuộc chỉ tiêu",
    "action": "Nội dung nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "lead_ids": "Mã cơ quan chủ trì",
    "support": "Cơ quan phối hợp",
    "support_ids": "Mã cơ quan phối hợp",
    "output": "Sản phẩm",
    "key": "Văn bản",
    "relation": "Quan hệ",
    "provisions": "Điều, khoản",
    "times": "Số lần nêu",
    "body": "Mã cơ quan",
    "name": "Tên cơ quan",
    "code": "Loại lưu ý",
    "message": "Nội dung",
}

_EN = {
    "document": "File",
    "sha256": "SHA-256 of the file",
    "number": "Number",
    "kind": "Kind of document",
    "title": "Title",
    "issuer": "Issuer",
    "province": "Province",
    "province_now": "Province since July 2025",
    "issued": "Issued",
    "place": "Place",
    "signer": "Signer",
    "signer_role": "Signer's role",
    "format": "Format",
    "bytes": "Bytes",
    "pages": "Pages",
    "truncated": "Cut off",
    "targets": "Targets",
    "tasks": "Tasks",
    "citations": "Documents cited",
    "warnings": "Warnings",
    "schema_version": "Schema version",
    "id": "Id",
    "path": "Outline path",
    "page": "Page",
    "quote": "Quote",
    "start": "First character",
    "end": "End (excluded)",
    "rule": "Rule",
    "indicator": "Indicator",
    "comparator": "Comparator",
    "value": "Value",
    "value_low": "Least value",
    "value_high": "Greatest value",
    "unit": "Unit",
    "change": "Change",
    "due_words": "Deadline (words)",
    "due_anchor": "Deadline (anchor)",
    "due_relation": "Relation to it",
    "due_every": "Every",
    "due_earliest": "First day",
    "due_latest": "Last day",
    "due_inherited": "Deadline inherited",
    "baseline": "Starting figure",
    "bodies": "Bodies responsible",
    "body_ids": "Ids of the bodies",
    "context": "Stands in",
    "within": "Within target",
    "action": "Action",
    "lead": "Lead",
    "lead_ids": "Ids of the lead",
    "support": "Support",
    "support_ids": "Ids of the support",
    "output": "Output",
    "key": "Document",
    "relation": "Relation",
    "provisions": "Provisions",
    "times": "Times named",
    "body": "Body's id",
    "name": "Body's name",
    "code": "Code",
    "message": "Message",
}

VALUES: dict[Lang, dict[str, dict[str, str]]] = {
    "vi": {
        "comparator": {"=": "bằng", ">=": "từ … trở lên", ">": "trên", "<=": "không quá", "<": "dưới", "~": "khoảng",
                       "range": "trong khoảng"},
        "change": {"reach": "đạt", "increase_by": "tăng thêm", "decrease_by": "giảm đi", "maintain": "duy trì"},
        "due_relation": {"before": "trước", "by": "đến", "from": "từ", "within": "trong"},
        "due_every": {"year": "hằng năm", "half-year": "6 tháng", "quarter": "hằng quý", "month": "hằng tháng",
                      "week": "hằng tuần", "day": "hằng ngày"},
        "context": {"objective": "mục tiêu", "task": "nhiệm vụ", "annex": "phụ lục"},
        "relation": {"basis": "căn cứ", "implements": "thực hiện", "issued_with": "ban hành kèm theo",
                     "amends": "sửa đổi", "replaces": "thay thế", "repeals": "bãi bỏ"},
    },
    "en": {},
}  # fmt: skip
"""By column, what a code is called; a column or code that is not here is written as it is."""


def headings(table: Table, lang: Lang) -> dict[str, str]:
    """A heading for each column of `table`, in its order."""
    own = _VI if lang == "vi" else _EN
    return {name: own[name] for name in table.columns}


def said(column: str, cell: object, lang: Lang) -> object:
    """A cell in the words of `lang`."""
    return VALUES[lang].get(column, {}).get(cell, cell) if isinstance(cell, str) else cell
