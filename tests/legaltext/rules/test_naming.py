"""What provisions are called in sentences."""

from codeclerk.legaltext.rules.comparing import compare
from codeclerk.legaltext.rules.labels import labels, shown
from codeclerk.legaltext.rules.naming import called
from codeclerk.legaltext.rules.provisions import Kind
from tests.legaltext.example import amended


def test_a_cell_is_called_by_its_column_and_its_row(base):
    found = compare(base, amended(base, "MP139").code)
    names = {called(found.old, one.pid, labels(found.old), shown(found.old)) for one in found.changes}
    assert names == {
        "4.1, “Installed until” of “1.0”",
        "4.1, “Maintained until” of “1.0”",
        "4.1, “Applies until” of “1.1, 2.0”",
        "4.1, “Installed until” of “1.1, 2.1”",
        "4.1, “Maintained until” of “1.1, 2.1”",
    }


def test_others_are_called_by_their_labels(base):
    names, view = labels(base), shown(base)
    by_name = {called(base, pid, names, view) for pid, one in base.provisions.items() if one.kind is not Kind.CELL}
    assert {"H8.3(b)", "“Services”", "Section H", "4.1, row “Version”"} <= by_name
