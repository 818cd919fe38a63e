"""What held at an instant is the version in force, and every difference has its cause."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.consolidating import causes_of
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.history import Version, at, stretches
from codeclerk.legaltext.rules.labels import labels
from tests.legaltext.support import Writer

START = datetime(2020, 1, 1, tzinfo=UTC)


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=50, deadline=None)
def test_at_any_instant_it_is_the_version_in_force(seed):
    writer = Writer(seed)
    versions = [Version("1", START, writer.code(), {})]
    for number in range(2, 5):
        before = versions[-1].code
        operations = derive(before, writer.edited(before, 4, stem=f"v{number}x"), f"MP{number}")
        after = apply(before, operations)
        versions.append(Version(str(number), START + timedelta(days=number), after, causes_of(before, operations)))
    history = stretches(versions)
    for version in versions:
        found = labels(version.code)
        for moment in (version.effective, version.effective + timedelta(hours=23)):
            said = {pid: at(own, moment) for pid, own in history.items()}
            assert {pid: one.hash for pid, one in said.items() if one} == {
                pid: version.code.hash_of(pid) for pid in version.code.provisions
            }
            assert all(one.label == found[pid].full for pid, one in said.items() if one)
    assert all(at(own, START - timedelta(seconds=1)) is None for own in history.values())


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=50, deadline=None)
def test_every_other_text_has_the_operation_that_made_it(seed):
    writer = Writer(seed)
    base = writer.code()
    operations = derive(base, writer.edited(base), "MP1")
    history = stretches(
        [
            Version("1", START, base, {}),
            Version("2", START + timedelta(days=1), apply(base, operations), causes_of(base, operations)),
        ]
    )
    for own in history.values():
        for before, after in pairwise(own):
            assert before.end == after.first
            assert after.operations or before.hash == after.hash
    for pid, own in history.items():
        if own[0].version == "2":
            assert own[0].operations, pid
