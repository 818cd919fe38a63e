"""Any paper that the model allows, for property tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.papers.data import RESERVED, Data
from codeclerk.papers.model import (
    Action,
    Appendix,
    Attachment,
    Bullets,
    Chart,
    Classification,
    Column,
    Figure,
    Footnote,
    Form,
    Front,
    Item,
    Noun,
    Paper,
    Paragraph,
    Recommendation,
    Reference,
    Section,
    Standing,
    Status,
    Strong,
    Table,
    Term,
    Text,
    Version,
)
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.charts import Form as DrawingForm
from codeclerk.ui.charts import Series
from codeclerk.ui.tables import Kind

words = st.text(max_size=12)
some_words = st.text(min_size=1, max_size=12)
titles = some_words.filter(str.strip)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
instants = st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
hrefs = st.sampled_from(["", "/proposals/MP107/", "https://example.org/x", "mailto:a@example.org"])

references = st.builds(Reference, words, hrefs, words)
figures = st.one_of(
    st.builds(
        Figure,
        st.one_of(st.integers(-(10**6), 10**6), decimals, days, words, st.none()),
        unit=st.sampled_from(["", "WD", "£"]),
        rows=st.lists(words, max_size=2).map(tuple),
        convention=words,
        form=st.sampled_from(Form),
        style=st.sampled_from(DateStyle),
        places=st.none() | st.integers(0, 3),
        none=words,
    ),
    st.builds(Figure, st.integers(0, 30), noun=st.builds(Noun, some_words, words), form=st.sampled_from(Form)),
    st.builds(Figure, st.integers(), standing=st.just(Standing.REPORTED), source=some_words),
    st.builds(Figure, days, standing=st.just(Standing.INFERRED), why=some_words),
    st.builds(Figure, st.none(), standing=st.just(Standing.WITHHELD), why=some_words),
)
texts = st.builds(Text, words) | st.builds(Strong, words) | references
runs = st.lists(texts | figures | st.builds(Footnote, st.lists(texts, max_size=2).map(tuple)), max_size=4).map(tuple)
items = st.recursive(
    st.builds(Item, runs), lambda below: st.builds(Item, runs, st.lists(below, max_size=2).map(tuple)), max_leaves=4
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 4))
    columns = tuple(
        Column(f"c{n}", draw(words), draw(st.sampled_from(Kind)), draw(st.integers(0, 3))) for n in range(count)
    )
    row = st.lists(runs, min_size=count, max_size=count).map(tuple)
    return Table(
        draw(some_words),
        columns,
        draw(st.lists(row, max_size=3).map(tuple)),
        total=draw(st.just(()) | row),
        empty=draw(words),
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    places = tuple(draw(st.lists(words | days, min_size=1, max_size=3)))
    value = st.none() | st.integers(0, 1000) | decimals | st.floats(0, 1000, allow_nan=False)
    series = tuple(
        Series(f"s{n}", tuple(draw(st.lists(value, min_size=len(places), max_size=len(places)))))
        for n in range(draw(st.integers(1, 2)))
    )
    drawing = Drawing(
        draw(some_words), draw(some_words), places, series, draw(st.sampled_from(DrawingForm)), draw(words)
    )
    return Chart(drawing, rows=tuple(draw(st.lists(words, max_size=2))))


blocks = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Bullets, st.lists(items, min_size=1, max_size=3).map(tuple), st.booleans()),
    tables(),
    charts(),
)
some_blocks = st.lists(blocks, max_size=3).map(tuple)
sections = st.recursive(
    st.builds(Section, titles, some_blocks, numbered=st.booleans(), empty=words, new_page=st.booleans()),
    lambda below: st.builds(Section, titles, some_blocks, st.lists(below, max_size=2).map(tuple)),
    max_leaves=4,
)
some_sections = st.lists(sections, max_size=2).map(tuple)
appendices = st.recursive(
    st.builds(
        Appendix,
        titles,
        some_sections,
        blocks=some_blocks,
        subject=words,
        kind=words,
        version=words,
        dated=st.none() | days,
        marking=words,
        describes=words,
    ),
    lambda below: st.builds(Appendix, titles, some_sections, st.lists(below, max_size=2).map(tuple)),
    max_leaves=3,
)
fronts = st.builds(
    Front,
    kind=some_words,
    title=titles,
    dated=days,
    as_at=days,
    known_at=instants,
    reference=words,
    committee=words,
    short_committee=words,
    meeting=words,
    meeting_date=st.none() | days,
    data_date=st.none() | days,
    author=words,
    action=st.sampled_from(Action),
    classification=st.sampled_from(Classification),
    sharing=words,
    marking=words,
    purpose=st.lists(st.builds(Paragraph, runs), max_size=1).map(tuple),
    recommendations=st.lists(st.builds(Recommendation, words, runs), max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, titles, words, hrefs), max_size=2).map(tuple),
    history=st.lists(st.builds(Version, words, days, words), max_size=1).map(tuple),
    running_title=words,
    status=st.sampled_from(Status),
    version=st.integers(1, 9),
    checkpoint=st.sampled_from(["", "12:abcdef"]),
)
datas = st.dictionaries(words.filter(lambda name: name not in RESERVED), st.integers() | words, max_size=2).map(Data.of)
papers = st.builds(
    Paper,
    fronts,
    some_sections,
    st.lists(appendices, max_size=2).map(tuple),
    st.lists(st.builds(Term, words, words), max_size=2).map(tuple),
    st.integers(0, 3),
    st.integers(0, 3),
    datas,
)
