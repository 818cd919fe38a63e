"""Small pure pieces: canonical JSON, the lens, ports, event types, and what every model must state."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel import chain
from codeclerk.kernel.events import EventBody, event_type, read_body, upcaster
from codeclerk.kernel.lens import PUBLIC, Classification, Lens, Viewer
from codeclerk.kernel.models import Guard, Recorded
from codeclerk.kernel.ports import Port

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_canonical_json_has_one_text_for_one_value(value):
    import json

    text = chain.canonical_json(value)
    assert chain.canonical_json(json.loads(text)) == text


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, {1: "x"}, {"a": date(2021, 1, 1)}])
def test_what_has_no_one_text_is_refused(value):
    with pytest.raises(ValueError):
        chain.canonical_json(value)


def test_lenses_that_see_the_same_share_a_cache_key():
    instant = datetime(2021, 3, 5, tzinfo=UTC)
    lens = Lens(PUBLIC, date(2021, 3, 5), instant)
    assert lens.cache_key == Lens(Viewer("public"), date(2021, 3, 5), instant).cache_key
    assert lens.cache_key != lens.at(date(2021, 3, 6)).cache_key
    cleared = Viewer("public", frozenset(Classification))
    assert lens.cache_key != Lens(cleared, date(2021, 3, 5), instant).cache_key


def test_a_lens_needs_an_aware_instant():
    with pytest.raises(ValueError):
        Lens(PUBLIC, date(2021, 3, 5), datetime(2021, 3, 5))  # noqa: DTZ001 - that is the point


def test_a_port_has_one_provider():
    port = Port("colour", lambda: "grey")
    assert port.ask() == "grey"
    port.provide(blue := lambda: "blue")
    port.provide(blue)
    assert port.ask() == "blue"
    with pytest.raises(RuntimeError):
        port.provide(lambda: "red")


def test_an_old_event_is_read_through_upcasters_never_rewritten():
    @event_type
    class Counted(EventBody):
        TYPE = "test.counted"
        VERSION = 3
        number: int
        unit: str

    upcaster("test.counted", 1)(lambda payload: {"number": int(payload["n"])})
    upcaster("test.counted", 2)(lambda payload: {**payload, "unit": "WD"})
    assert read_body("test.counted", 1, {"n": "15"}, None) == Counted(number=15, unit="WD")
    assert read_body("test.counted", 3, {"number": 15, "unit": "days"}, None) == Counted(number=15, unit="days")
    with pytest.raises(KeyError, match="newer"):
        read_body("test.counted", 4, {}, None)


def test_every_model_states_its_guard_and_its_retention():
    ours = [m for m in apps.get_models() if m.__module__.startswith("codeclerk.")]
    assert ours
    for model in ours:
        assert issubclass(model, Recorded), model
        assert isinstance(model.guard, Guard)
        assert len(model.retention) > 10, f"{model.__name__} does not say how long its rows are kept"
