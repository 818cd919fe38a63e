"""The ids of the inventory, by the size of each group, and of the golden results, by their ranges."""

_SIZES = "A28 B30 C21 D47 E24 F47 G34 H30 I12 J9 K25 L42 M27 N9 O20 P23 Q24 R10"
GROUPS = {each[0]: int(each[1:]) for each in _SIZES.split()}
IDS = tuple(f"{group}{number:02}" for group, size in GROUPS.items() for number in range(1, size + 1))

# The golden results are numbered with gaps.
_GAPS = {15, 21, 24, 27, 33, 36, 39, 42, 45, 51, 54, 57, 63, 66, 69, 75, 78, 84, 87, 90, 93, 96, 99, 102, 105}
GOLDEN = tuple(f"G{number:03}" for number in range(1, 108) if number not in _GAPS)
