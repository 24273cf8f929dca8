"""A list as a file: CSV for other programs, XLSX for people. What is typed in by customers must never become a formula
(OWASP: CSV Injection), so a text that could be one is quoted in CSV and written as a string in XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import xlsxwriter

Format = Literal["csv", "xlsx"]
Cell = str | int | float | date | datetime | bool | None
MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BOM = "\ufeff"
"""Without it spreadsheets take the bytes for another encoding and show Chinese as rubbish."""
LONGEST_CELL = 32_000
WIDEST = 48


@dataclass(frozen=True)
class Table:
    """Rows have as many cells as there are heads. Moments are in the bank's zone and without one, as spreadsheets want them."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def as_csv(table: Table) -> Iterator[bytes]:
    yield (BOM + _line(table.heads)).encode()
    for row in table.rows:
        yield _line([_plain(cell) for cell in row]).encode("utf-8", "replace")


def as_xlsx(table: Table) -> bytes:
    made = io.BytesIO()
    # Nothing is recognised by its look: neither a number, nor an address, nor a formula.
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(made, {**options, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet(_sheet_name(table.title))
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        widths = [_width(head) for head in table.heads]
        sheet.write_row(0, 0, table.heads, bold)
        for number, row in enumerate(table.rows, start=1):
            for at, cell in enumerate(row):
                _write(sheet, number, at, cell, day)
                widths[at] = max(widths[at], _width(_plain(cell)))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(width, WIDEST) + 2)
        sheet.freeze_panes(1, 0)
        if table.heads:
            sheet.autofilter(0, 0, max(sheet.dim_rowmax or 0, 1), len(table.heads) - 1)
    return made.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, _printable(cell))
    elif isinstance(cell, date) and not isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    else:
        sheet.write_number(row, column, cell)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, str):
        return f"'{_printable(cell)}" if cell.lstrip().startswith(FORMULA) else _printable(cell)
    return str(cell)


def _printable(text: str) -> str:
    """What a file of XML may hold."""
    return "".join(char for char in text if char >= " " or char == "\n")[:LONGEST_CELL]


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in "[]:*?/\\'")[:31] or "1"


def _width(text: str) -> int:
    """In characters of the sheet's font, of which a Chinese one takes two."""
    return max((sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in text.split("\n")), default=0)
