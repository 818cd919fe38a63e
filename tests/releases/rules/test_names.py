"""What a text names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.releases import vocabulary
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.names import match, nearest, resolve


@dataclass(frozen=True)
class Some:
    key: str
    name: str
    day: date | None = None


KNOWN = (
    Some("2021-02", "February 2021", date(2021, 2, 25)),
    Some("2021-06", "June 2021", date(2021, 6, 24)),
    Some("2021-01-ad-hoc", "January 2021 ad-hoc", date(2021, 1, 21)),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("June 2021", "2021-06"),
        ("june  2021", "2021-06"),
        ("Jun 2021", "2021-06"),
        ("Jun 21", "2021-06"),
        ("2021-06", "2021-06"),
        ("June 2021 SEC Release", "2021-06"),
        ("Jun 2021 release", "2021-06"),
        ("June 2021 Release", "2021-06"),
        ("24 June 2021", "2021-06"),
        ("2021-06-24", "2021-06"),
        ("January 2021 ad-hoc SEC Release", "2021-01-ad-hoc"),
        ("2021-01-ad-hoc", "2021-01-ad-hoc"),
        ("January 2021", ""),
        ("23 June 2021", ""),
        ("June 2022", ""),
        ("SEC Release", ""),
        ("June 2021 of the SEC", ""),
        ("", ""),
    ],
)
def test_a_text_names_a_release_or_none(text, key):
    assert match(text, KNOWN, vocabulary.forms()) == key


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Jume 2021", "Did you mean June 2021?"),
        ("June 2012", "Did you mean June 2021?"),
        ("Febuary 2021 SEC Release", "Did you mean February 2021?"),
        ("next one", "Registered are February 2021, June 2021, January 2021 ad-hoc."),
    ],
)
def test_an_unknown_one_is_refused_with_the_nearest(text, remedy):
    with pytest.raises(Refused) as caught:
        resolve(text, KNOWN, vocabulary.forms())
    assert caught.value.first.problem == f"{text}: no such release"
    assert caught.value.first.remedy == remedy


def test_without_any_release_the_remedy_is_to_register_one():
    with pytest.raises(Refused, match="register it first"):
        resolve("June 2021", (), vocabulary.forms())
    assert nearest("June 2021", (), vocabulary.forms()) == ""


def test_names_of_releases():
    assert vocabulary.usual_name("2021-06", ReleaseKind.SCHEDULED) == "June 2021"
    assert vocabulary.usual_name("2021-01-ad-hoc", ReleaseKind.AD_HOC) == "January 2021 ad-hoc"
    assert vocabulary.full_name("June 2021") == "June 2021 SEC Release"
