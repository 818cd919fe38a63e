import pytest

from codeclerk.legaltext.rules.reading import read
from tests.legaltext.example import texts


@pytest.fixture(scope="session")
def base():
    """The example Code before any modification."""
    return read(texts("1.0"))
