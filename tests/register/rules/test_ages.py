"""How old a proposal is."""

from datetime import date

import pytest

from codeclerk.register.rules.ages import CONVENTION, age, mean_age


@pytest.mark.parametrize(
    ("raised", "day", "working_days"),
    [
        (date(2020, 12, 1), date(2021, 2, 26), 64),  # bank holidays are not removed
        (date(2021, 3, 5), date(2021, 3, 5), 1),
        (date(2021, 3, 5), date(2021, 3, 8), 2),
        (date(2021, 3, 8), date(2021, 3, 5), None),
        (None, date(2021, 3, 5), None),
    ],
)
def test_age_by_the_published_convention(raised, day, working_days):
    assert CONVENTION.value == "published"
    assert age(raised, day) == working_days


@pytest.mark.parametrize(("ages", "mean"), [([], None), ([None], None), ([64, 17, None], 41), ([1, 2], 2)])
def test_the_mean_is_that_of_the_known_ages(ages, mean):
    assert mean_age(ages) == mean
