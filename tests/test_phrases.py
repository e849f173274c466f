"""The phrases that tell how a number stands in its sentence: what each pattern must and must not find."""

import pytest

from extractor.targets import phrases

EXAMPLES = {
    "ATTAIN": (["Tỷ lệ hộ nghèo còn", "sản lượng đạt", "tăng lên", "kinh tế số chiếm"], ["đạt chuẩn", "còn lại"]),
    "CHANGE": (["tăng doanh thu", "cắt giảm", "số vụ giảm bình quân"], ["tăng cường", "nâng cao chất lượng"]),
    "MAINTAIN": (["duy trì ở mức", "giữ vững"], ["gìn giữ môi trường"]),
    "PACE": (["tốc độ tăng", "mức giảm"], ["tốc độ xử lý"]),
    "HAVING": (["toàn tỉnh có", "hình thành thêm"], ["có thể đạt"]),
    "RESTART": ([", phấn đấu 5", " và góp phần đạt", "; trong đó"], ["phấn đấu", ", và các"]),
    "BREAKDOWN": (["(gồm 3", "( trong đó 2"], ["(năm 2024"]),
    "FROM": (["tăng từ "], ["tăng từng "]),
    "UNIVERSAL": (["Mọi hồ sơ đều", "Mỗi người dân có", "tất cả các xã được"], ["Mỗi năm có", "mọi hoạt động được"]),
}


@pytest.mark.parametrize("name, text", [(name, text) for name, (yes, _) in EXAMPLES.items() for text in yes])
def test_the_phrase_is_found(name, text):
    assert getattr(phrases, name).search(text)


@pytest.mark.parametrize("name, text", [(name, text) for name, (_, no) in EXAMPLES.items() for text in no])
def test_the_phrase_is_not_found(name, text):
    assert not getattr(phrases, name).search(text)
