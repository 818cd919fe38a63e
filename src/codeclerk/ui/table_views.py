"""A table on a page: sorting, filtering, pages and downloads, by links and a form, so that it works without script."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import slugify

from codeclerk.ui.table_files import to_csv, to_json, to_xlsx
from codeclerk.ui.tables import Cell, Column, Kind, Link, Table, plain, text_of
from codeclerk.ui.tags import Tag

WRITERS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", to_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "json": ("application/json", to_json),
}
_CLASS = {Kind.TEXT: "t", Kind.NUMBER: "n", Kind.DATE: "d", Kind.REFERENCE: "r", Kind.TAG: "g"}


class Part(NamedTuple):
    """One thing in a cell: a text, perhaps with a link, or a tag's tone."""

    text: str
    href: str = ""
    tone: str = ""


class Shown(NamedTuple):
    """A cell as the template writes it. A plain text stands in `text` and needs nothing else: most cells are that."""

    css: str
    label: str
    text: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[int, ...] = ()
    unknown: str = ""


@dataclass(frozen=True)
class Heading:
    """A column's heading. `sort` is aria-sort's value, or empty when the table is not in this column's order."""

    label: str
    css: str
    href: str
    sort: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Filter:
    """A choice above the table."""

    name: str
    label: str
    choices: tuple[str, ...]
    chosen: str


@dataclass(frozen=True)
class TableView:
    """A table ready to be written by `data_table` of `ui/table.html`."""

    table: Table
    name: str
    path: str
    prefix: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Shown, ...], ...]
    totals: tuple[Shown, ...]
    total_rows: int
    matching: int
    """Rows on all pages, after filters; `total_rows` are those without any."""
    first: int
    page: int
    pages: int
    page_links: tuple[tuple[int, str], ...]
    words: str
    filters: tuple[Filter, ...]
    searchable: bool
    keep: tuple[tuple[str, str], ...]
    clear: str
    downloads: tuple[tuple[str, str], ...]

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or any(choice.chosen for choice in self.filters))


def table_response(
    request: HttpRequest,
    table: Table,
    name: str,
    *,
    filters: tuple[str, ...] = (),
    searchable: bool = False,
    per_page: int = 100,
    prefix: str = "",
) -> TableView | HttpResponse:
    """What a view does with a table: the download asked for with `?format=`, else the value for the page.

    Args:
        request: `?sort=`, `?dir=`, `?q=`, `?page=`, `?format=` and one parameter for each filter are read from it.
        table: all rows that the reader may see.
        name: names the file and the element; unique on the page.
        filters: keys of columns offered as choices.
        searchable: offer a box that looks in every column.
        per_page: rows on a page; a download always has all of them.
        prefix: put before each parameter when a page has more than one table.
    """
    asked = request.GET
    shown = table.matching(asked.get(prefix + "q", "")) if searchable else table
    choices = []
    for key in filters:
        column = table.column(key)
        if column is None:
            raise KeyError(key)
        chosen = asked.get(prefix + key, "")
        if chosen:
            shown = shown.where(lambda row, key=key, chosen=chosen: text_of(row.get(key)) == chosen)  # type: ignore[misc]
        choices.append(Filter(prefix + key, column.label, tuple(table.choices(key)), chosen))
    by, descending = asked.get(prefix + "sort", ""), asked.get(prefix + "dir", "") == "desc"
    sorting = shown.column(by)
    if sorting is not None and sorting.sortable:
        shown = shown.sorted_by(by, descending)
    else:
        by = ""
    if writer := WRITERS.get(asked.get(prefix + "format", "")):
        return _download(shown, name, asked[prefix + "format"], *writer)
    return _view(request, table, shown, name, tuple(choices), searchable, per_page, prefix, by, descending)


@dataclass(frozen=True)
class Wish:
    """What a reader asks of a table whose rows are queried: the column that orders it (empty for the usual order), and
    the rows from place `first` (0 is the first one) on; `size` None stands for all of them, for a download."""

    order: str
    descending: bool
    first: int
    size: int | None


@dataclass(frozen=True)
class Fetched:
    """The rows that were wished for, as a table, and how many match in all."""

    table: Table
    matching: int


def queried_response(
    request: HttpRequest,
    fetch: Callable[[Wish], Fetched],
    name: str,
    *,
    orders: Collection[str],
    per_page: int = 50,
    prefix: str = "",
) -> TableView | HttpResponse:
    """As `table_response`, of a table that is too long to be read whole: only the rows of a page are fetched.

    Filters are the caller's, who also writes their form; sorting, pages and downloads go by the same links.

    Args:
        request: `?sort=`, `?dir=`, `?page=` and `?format=` are read from it.
        fetch: reads the rows; called once, or twice for a page that lies beyond the last.
        name: names the file and the element; unique on the page.
        orders: keys of the columns by which the rows can be fetched in order; others do not sort.
        per_page: rows on a page; a download always has all of them.
        prefix: put before each parameter when a page has more than one table.
    """
    asked = request.GET
    by = asked.get(prefix + "sort", "")
    by = by if by in orders else ""
    descending = bool(by) and asked.get(prefix + "dir", "") == "desc"
    if writer := WRITERS.get(asked.get(prefix + "format", "")):
        whole = fetch(Wish(by, descending, 0, None)).table
        return _download(whole, name, asked[prefix + "format"], *writer)
    page = _page_number(asked.get(prefix + "page", ""))
    fetched = fetch(Wish(by, descending, (page - 1) * per_page, per_page))
    pages = max(1, -(-fetched.matching // per_page))
    if page > pages:
        page = pages
        fetched = fetch(Wish(by, descending, (page - 1) * per_page, per_page))
    return _queried_view(request, fetched, name, orders, per_page, prefix, by, descending, page)


def _page_number(text: str) -> int:
    """The page that an address names; 1 for nonsense."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _download(table: Table, name: str, suffix: str, media_type: str, write: Callable[[Table], bytes]) -> HttpResponse:
    response = HttpResponse(write(table), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{suffix}"'
    return response


def _hrefs(request: HttpRequest, name: str, prefix: str) -> Callable[..., str]:
    """Addresses of the same table with some parameters changed; None or an empty text takes one away."""

    def href(**changes: str | None) -> str:
        query: QueryDict = request.GET.copy()
        query.pop(prefix + "format", None)
        for key, value in changes.items():
            query.pop(prefix + key, None)
            if value:
                query[prefix + key] = value
        return f"?{query.urlencode()}#{name}"

    return href


def _page_links(paginator: Paginator[Any], page: int, href: Callable[..., str]) -> tuple[tuple[int, str], ...]:
    """Number and address of each page to offer; number 0 for those left out between."""
    return tuple(
        (n, href(page=str(n))) if isinstance(n, int) else (0, "") for n in paginator.get_elided_page_range(page)
    )


def _downloads(href: Callable[..., str]) -> tuple[tuple[str, str], ...]:
    return tuple((suffix.upper(), href(page=None, format=suffix).split("#")[0]) for suffix in WRITERS)


def _cells(table: Table, rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[Shown, ...], ...]:
    return tuple(tuple(show(row.get(c.key), c) for c in table.columns) for row in rows)


def _totals(table: Table) -> tuple[Shown, ...]:
    return tuple(show(table.totals.get(c.key, ""), c, total=True) for c in table.columns) if table.totals else ()


def _view(
    request: HttpRequest,
    whole: Table,
    shown: Table,
    name: str,
    choices: tuple[Filter, ...],
    searchable: bool,
    per_page: int,
    prefix: str,
    by: str,
    descending: bool,
) -> TableView:
    href = _hrefs(request, name, prefix)
    paginator = Paginator(shown.rows, per_page)
    page = paginator.get_page(request.GET.get(prefix + "page"))
    own = {prefix + key for key in ("q", "page", "format")} | {choice.name for choice in choices}
    return TableView(
        table=shown,
        name=name,
        path=request.path,
        prefix=prefix,
        headings=tuple(_heading(column, by, descending, href) for column in shown.columns),
        rows=_cells(shown, page.object_list),
        totals=_totals(shown),
        total_rows=len(whole.rows),
        matching=len(shown.rows),
        first=page.start_index(),
        page=page.number,
        pages=paginator.num_pages,
        page_links=_page_links(paginator, page.number, href),
        words=request.GET.get(prefix + "q", "") if searchable else "",
        filters=choices,
        searchable=searchable,
        keep=tuple((key, v) for key, values in request.GET.lists() for v in values if key not in own),
        clear=href(q=None, page=None, **{choice.name.removeprefix(prefix): None for choice in choices}),
        downloads=_downloads(href),
    )


def _queried_view(
    request: HttpRequest,
    fetched: Fetched,
    name: str,
    orders: Collection[str],
    per_page: int,
    prefix: str,
    by: str,
    descending: bool,
    page: int,
) -> TableView:
    href = _hrefs(request, name, prefix)
    table, paginator = fetched.table, Paginator(range(fetched.matching), per_page)
    columns = (replace(column, sortable=column.key in orders) for column in table.columns)
    return TableView(
        table=table,
        name=name,
        path=request.path,
        prefix=prefix,
        headings=tuple(_heading(column, by, descending, href) for column in columns),
        rows=_cells(table, table.rows),
        totals=_totals(table),
        total_rows=fetched.matching,
        matching=fetched.matching,
        first=(page - 1) * per_page + 1,
        page=page,
        pages=paginator.num_pages,
        page_links=_page_links(paginator, page, href),
        words="",
        filters=(),
        searchable=False,
        keep=(),
        clear="",
        downloads=_downloads(href),
    )


def _heading(column: Column, by: str, descending: bool, href: Callable[..., str]) -> Heading:
    is_this = column.key == by
    turn = is_this and not descending
    return Heading(
        label=column.label,
        css=_CLASS[column.kind],
        href=href(sort=column.key, dir="desc" if turn else None, page=None) if column.sortable else "",
        sort=("descending" if descending else "ascending") if is_this else "",
        notes=column.notes,
    )


def static_view(table: Table, name: str) -> TableView:
    """A table that only shows: no sorting, filters, pages or downloads. For the data of a chart and inside papers."""
    return TableView(
        table=table,
        name=name,
        path="",
        prefix="",
        headings=tuple(Heading(c.label, _CLASS[c.kind], "", "", c.notes) for c in table.columns),
        rows=_cells(table, table.rows),
        totals=_totals(table),
        total_rows=len(table.rows),
        matching=len(table.rows),
        first=1,
        page=1,
        pages=1,
        page_links=(),
        words="",
        filters=(),
        searchable=False,
        keep=(),
        clear="",
        downloads=(),
    )


def show(value: Any, column: Column, total: bool = False) -> Shown:
    """A cell's value as the template writes it. An empty total is blank; any other unknown says what it is."""
    css = _CLASS[column.kind]
    notes: tuple[int, ...] = ()
    if isinstance(value, Cell):
        value, notes = value.value, value.notes
    if plain(value) is None:
        return Shown(css, column.label, notes=notes, unknown="" if total else column.none)
    if not notes and not isinstance(value, Link | Tag | tuple | list):
        return Shown(css, column.label, text_of(value, column))
    several = value if isinstance(value, tuple | list) else (value,)
    return Shown(css, column.label, parts=tuple(_part(one, column) for one in several), notes=notes)


def _part(value: Any, column: Column) -> Part:
    if isinstance(value, Link):
        return Part(value.text, href=value.href)
    if isinstance(value, Tag):
        return Part(value.text, tone=value.tone)
    return Part(text_of(value, column))
