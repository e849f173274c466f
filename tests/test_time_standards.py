"""A time in the forms of other tools: EDTF and TIMEX3."""

import pytest

from extractor.model import Timex3
from extractor.rules import times

FORMS = [
    ("đến năm 2030", "2030", Timex3("DATE", "2030", "ON_OR_BEFORE")),
    ("trước quý IV năm 2023", "2023-36", Timex3("DATE", "2023-Q4", "BEFORE")),
    ("6 tháng cuối năm 2026", "2026-41", Timex3("DATE", "2026-H2", "ON_OR_BEFORE")),
    ("từ năm 2026", "2026", Timex3("DATE", "2026", "ON_OR_AFTER")),
    ("trước ngày 30/11 hằng năm", "XXXX-11-30", Timex3("SET", "XXXX-11-30", "BEFORE", "EVERY", "1Y")),
    ("ngày 18 hằng tháng", "XXXX-XX-18", Timex3("SET", "XXXX-XX-18", "ON_OR_BEFORE", "EVERY", "1M")),
    ("quý IV", "XXXX-36", Timex3("DATE", "XXXX-Q4", "ON_OR_BEFORE")),
    ("hằng năm", None, Timex3("SET", "P1Y", quant="EVERY", freq="1Y")),
    ("định kỳ 6 tháng", None, Timex3("SET", "P6M", quant="EVERY", freq="6M")),
    ("trong vòng 30 ngày kể từ ngày ký", None, Timex3("DURATION", "P30D")),
    ("thường xuyên", None, None),
    ("giai đoạn 2026-2030", "2026/2030",
     Timex3("DURATION", "P5Y", "ON_OR_BEFORE", begin="2026", end="2030")),
    ("9 tháng đầu năm 2025", "2025-01/2025-09",
     Timex3("DURATION", "P9M", "ON_OR_BEFORE", begin="2025-01", end="2025-09")),
    ("từ quý II đến quý IV năm 2026", "2026-34/2026-36",
     Timex3("DURATION", "P9M", "ON_OR_BEFORE", begin="2026-Q2", end="2026-Q4")),
    ("từ ngày 01 đến ngày 30/6/2026", "2026-06-01/2026-06-30",
     Timex3("DURATION", "P30D", "ON_OR_BEFORE", begin="2026-06-01", end="2026-06-30")),
    ("từ tháng 11/2025 đến hết năm 2026", "2025-11/2026",
     Timex3("DURATION", "P14M", "ON_OR_BEFORE", begin="2025-11", end="2026")),
    ("Từ ngày 15/5 đến 15/6 hằng năm", "XXXX-05-15/XXXX-06-15",
     Timex3("SET", "PXX", "ON_OR_BEFORE", "EVERY", "1Y", "XXXX-05-15", "XXXX-06-15")),
]  # fmt: skip


@pytest.mark.parametrize("text, edtf, timex3", FORMS)
def test_a_time_has_its_edtf_and_its_timex3(text, edtf, timex3):
    (found,) = times.find(text)
    assert (found.value.edtf, found.value.timex3) == (edtf, timex3)


def test_the_forms_are_derived_and_not_written_to_the_output():
    (found,) = times.find("đến năm 2030")
    assert not {"edtf", "timex3"} & found.value.model_dump().keys()
