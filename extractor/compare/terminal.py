"""A Comparison or the changes between two versions to a table for a terminal, as text of a given width."""

from __future__ import annotations

import io
from collections.abc import Sequence

from extractor.compare.comparison import Cell, Comparison
from extractor.compare.judge import shown
from extractor.compare.versions import Change
from extractor.compare.words import JUDGEMENTS, Lang

_SIGNS = {
    "stronger": "▲",
    "weaker": "▼",
    "equal": "=",
    "later": "→",
    "earlier": "←",
    "missing": "–",
    "not-comparable": "≠",
}
_STYLES = {"stronger": "green", "weaker": "red", "missing": "red", "later": "yellow", "earlier": "green"}
_KINDS = {
    "added": "thêm", "removed": "bỏ", "raised": "nâng", "lowered": "hạ", "redefined": "đổi cách tính",
    "postponed": "lùi", "brought-forward": "sớm hơn", "reworded": "sửa lời", "unchanged": "giữ nguyên",
}  # fmt: skip


def table(
    comparison: Comparison, *, lang: Lang = "vi", width: int = 120, color: bool = False, all_rows: bool = False
) -> str:
    """A row for each indicator and year that two plans share or the baseline sets (`all_rows`: every one), a column for
    each plan; then the coverage and what the signs mean."""
    vi = lang == "vi"
    shown_rows = [(key, cells) for key, cells in comparison.rows.items() if all_rows or comparison.compares(cells)]
    plans = sorted(range(len(comparison.plans)), key=lambda at: at != comparison.baseline)
    head = ["Chỉ tiêu" if vi else "Indicator", "Năm" if vi else "Year", *(comparison.names[at] for at in plans)]
    body = [
        [
            comparison.indicator(cluster),
            year,
            *(
                "\n".join(dict.fromkeys(map(lambda c: _cell(comparison, c), (c for c in cells if c.plan == at))))
                for at in plans
            ),
        ]
        for (cluster, year), cells in shown_rows
    ]
    left = len(comparison.rows) - len(shown_rows)
    parts = [_rendered(head, body, width=width, color=color)]
    if left:
        parts.append(
            f"{left} dòng chỉ có ở một kế hoạch (--all hiện cả)"
            if vi
            else f"{left} rows stand in one plan alone (--all shows them)"
        )
    parts += [_covered(comparison, vi), _legend(comparison, vi)]
    return "\n".join(part for part in parts if part) + "\n"


def changed(changes: Sequence[Change], *, lang: Lang = "vi", width: int = 120, color: bool = False) -> str:
    """A row for each target that changed between two versions, and how many stayed as they were."""
    vi = lang == "vi"
    head = ["Thay đổi", "Chỉ tiêu", "Trước", "Sau"] if vi else ["Change", "Indicator", "Was", "Now"]
    moved = [change for change in changes if change.kinds != ("unchanged",)]
    body = [
        [", ".join(_KINDS[kind] if vi else kind for kind in change.kinds), _indicator(change), change.was, change.now]
        for change in moved
    ]
    kept = len(changes) - len(moved)
    return _rendered(head, body, width=width, color=color) + f"\n{kept} {'giữ nguyên' if vi else 'unchanged'}\n"


def _indicator(change: Change) -> str:
    target = change.new or change.old
    return target.indicator if target else ""


def _cell(comparison: Comparison, cell: Cell) -> str:
    sign = _SIGNS[cell.verdict.judgement] if cell.verdict else ""
    if cell.member is None:
        return sign
    target = comparison.target(cell.member)
    says = shown(target) or "✓"
    due = target.due.anchor if target.due and cell.verdict and cell.verdict.timing in ("later", "earlier") else None
    return " ".join(part for part in (sign, says, f"({due})" if due else "") if part)


def _covered(comparison: Comparison, vi: bool) -> str:
    said = "có {0}/{1} chỉ tiêu ({2:.0%})" if vi else "has {0} of {1} indicators ({2:.0%})"
    return "\n".join(
        f"{comparison.names[c.plan]}: {said.format(c.present, c.asked, c.share or 0)}" for c in comparison.coverage()
    )


def _legend(comparison: Comparison, vi: bool) -> str:
    if comparison.baseline is None:
        return ""
    signs = ", ".join(f"{sign} {JUDGEMENTS[name][0 if vi else 1]}" for name, sign in _SIGNS.items())
    return f"{'So với' if vi else 'Against'} {comparison.names[comparison.baseline]}: {signs}"


def _rendered(head: list[str], body: list[list[str]], *, width: int, color: bool) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False)
    for at, name in enumerate(head):
        grid.add_column(Text(name), overflow="fold", ratio=3 if at == 0 else None, no_wrap=False)
    styles = {_SIGNS[name]: style for name, style in _STYLES.items()}
    for row in body:
        grid.add_row(*(Text(cell, style=styles.get(cell[:1], "")) for cell in row))
    buffer = io.StringIO()
    Console(file=buffer, width=width, force_terminal=color, color_system="standard" if color else None).print(grid)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())
