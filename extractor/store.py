"""Plans in a DuckDB file: a table for each of export's, views over them, and SQL to ask with.

    store.save("plans.duckdb", [("a/plan.txt", plan)])
    store.query("plans.duckdb", "FROM targets_by_province WHERE unit = '%'")     # → pandas DataFrame

Guarantees: a plan's rows are replaced in one transaction, under the name that it is saved by; a file that is asked is
opened read-only, without access to other files or the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extractor import serialize
from extractor.errors import KehoachError
from extractor.export.files import UnknownFormat, arrow, harmless
from extractor.export.rows import TABLES, Table, rows
from extractor.export.words import SHEETS, Lang, headings
from extractor.files import write_whole
from extractor.model import Plan

if TYPE_CHECKING:
    import duckdb
    import pandas

T = TypeVar("T")

SQL_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
AT_ONCE = 100
"""Plans in one transaction."""
VIEWS = {
    "targets_by_province": (
        "SELECT plans.province, plans.province_now, plans.number, plans.issued, targets.* "
        "FROM targets JOIN plans USING (document)",
        "each target with its plan's province, as it was named and since July 2025, its number and day",
    ),
    "tasks_by_body": (
        "SELECT unnest(string_split(lead_ids, '; ')) AS body, unnest(string_split(lead, '; ')) AS body_name, "
        "'lead' AS role, plans.province, plans.number, tasks.* FROM tasks JOIN plans USING (document) UNION ALL "
        "SELECT unnest(string_split(support_ids, '; ')), unnest(string_split(support, '; ')), "
        "'support', plans.province, plans.number, tasks.* FROM tasks JOIN plans USING (document)",
        "a row for each body that leads a task or supports it (role)",
    ),
}
"""Of each view, its SQL and what its rows are."""


class BadStore(KehoachError):
    """The file is no database of kehoach's, is in use by another process, or the question is no SQL for it."""


def save(file: str | Path, plans: Iterable[tuple[str, Plan]]) -> int:
    """Put plans into the database `file`, made where it is not there; returns how many.

    Each comes with the name that it is kept by (column `document`): what was kept by that name is replaced.
    """
    with _connected(file) as base:
        _prepare(base)
        return sum(_replace(base, some, {}) for some in batched(plans, AT_ONCE))


def update(file: str | Path, outputs: Iterable[tuple[str, Path]]) -> int:
    """Put extractions' JSON files into the database; those that it holds unchanged are passed over. Returns how many
    were put in. Raises BadPlan and OSError for a JSON that cannot be read."""
    with _connected(file) as base:
        _prepare(base)
        kept = dict(base.execute("SELECT document, json_sha256 FROM kept").fetchall())
        changed = ((name, path, digest) for name, path in outputs if (digest := _digest(path)) != kept.get(name))
        count = 0
        for some in batched(changed, AT_ONCE):
            plans = [(name, serialize.loads(path.read_bytes(), name=str(path))) for name, path, _ in some]
            count += _replace(base, plans, {name: digest for name, _, digest in some})
        return count


def query(file: str | Path, sql: str) -> pandas.DataFrame:
    """What `sql` answers. Raises BadStore with the database's own words where it cannot be answered."""
    import duckdb

    if not Path(file).is_file():
        raise BadStore(str(file), "no such database", "make it with `kehoach extract … --db`")
    with _connected(file, read_only=True) as base:
        try:
            return base.execute(sql).df()
        except duckdb.Error as error:
            raise BadStore(
                str(file), str(error).strip(), "`kehoach query --schema` lists tables and columns"
            ) from error


def write(answer: pandas.DataFrame, out: Path) -> None:
    """Write an answer to .csv (with a byte order mark, no formulas), .jsonl or .parquet. Raises UnknownFormat."""
    if out.suffix == ".csv":
        data = answer.map(harmless).to_csv(index=False).encode("utf-8-sig")
    elif out.suffix == ".jsonl":
        data = answer.to_json(orient="records", lines=True, force_ascii=False, date_format="iso").encode()
    elif out.suffix == ".parquet":
        data = answer.to_parquet(index=False)
    else:
        raise UnknownFormat(str(out), f"{out.suffix or 'no suffix'} is not written", "give .csv, .jsonl or .parquet")
    write_whole(out, data)


def schema(lang: Lang = "vi") -> str:
    """The tables and views with their columns, types and what they hold, as text."""
    parts = [f"{table.name}  ({SHEETS[lang][table.name]})\n" + _columns(table, lang) for table in TABLES]
    return "\n\n".join([*parts, *(f"{name}  ({rows})\n  {sql}" for name, (sql, rows) in VIEWS.items())])


def _columns(table: Table, lang: Lang) -> str:
    told = headings(table, lang).items()
    return "\n".join(f"  {name:<16} {SQL_TYPES[table.columns[name]]:<8} {heading}" for name, heading in told)


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` items each, the last one shorter."""
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some


def _connected(file: str | Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    import duckdb

    config: dict[str, Any] = {"enable_external_access": False, "autoinstall_known_extensions": False}
    try:
        return duckdb.connect(str(file), read_only=read_only, config=config)
    except duckdb.Error as error:
        remedy = "give another file, or wait until no other program has it open"
        raise BadStore(str(file), str(error).splitlines()[0], remedy) from error


def _prepare(base: duckdb.DuckDBPyConnection) -> None:
    """Make tables and views where they are not there; each column is commented with what it holds."""
    base.execute("CREATE TABLE IF NOT EXISTS kept (document VARCHAR, json_sha256 VARCHAR)")
    for table in TABLES:
        columns = ", ".join(f'"{name}" {SQL_TYPES[type]}' for name, type in table.columns.items())
        base.execute(f"CREATE TABLE IF NOT EXISTS {table.name} ({columns})")
        for name, heading in headings(table, "vi").items():
            base.execute(f"COMMENT ON COLUMN {table.name}.\"{name}\" IS '{heading}'")
    for name, (sql, _) in VIEWS.items():
        base.execute(f"CREATE OR REPLACE VIEW {name} AS {sql}")


def _replace(base: duckdb.DuckDBPyConnection, plans: Sequence[tuple[str, Plan]], digests: Mapping[str, str]) -> int:
    """Put the rows of `plans` in place of those kept by their names, in one transaction; returns how many plans."""
    names = [name for name, _ in plans]
    base.begin()
    for table in TABLES:
        base.execute(f"DELETE FROM {table.name} WHERE document IN (SELECT unnest(?))", [names])
        filled = [row | {"document": name} for name, plan in plans for row in rows(table, [plan])]
        base.register("filled", arrow(filled, table))
        base.execute(f"INSERT INTO {table.name} BY NAME FROM filled")
        base.unregister("filled")
    base.execute("DELETE FROM kept WHERE document IN (SELECT unnest(?))", [names])
    base.executemany("INSERT INTO kept VALUES (?, ?)", [[name, digests.get(name)] for name in names])
    base.commit()
    return len(names)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
