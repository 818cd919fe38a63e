"""Two who publish at once: versions hold one after the other, whoever comes first."""

from __future__ import annotations

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import queries
from tests.legaltext.small_code import load
from tests.register.support import do, lens
from tests.support.records import at_once


@pytest.mark.usefixtures("fresh_database")
def test_of_two_who_publish_at_once_one_is_refused():
    load()

    def publish(number, proposal):
        return lambda: do("consolidate", number=number, effective="2020-11-05", proposals=[proposal])

    done = at_once(publish("17.0", "MP092"), publish("17.1", "MP106"))
    refused = [one for one in done if isinstance(one, Refused)]
    assert [one.first.code for one in refused] == ["legaltext.not_after"], done
    every = queries.versions(lens())
    assert [one.parent for one in every] == ["", "16.0"]
    assert queries.check_version(lens(), every[-1].number).is_sound
