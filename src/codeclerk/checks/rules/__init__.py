"""The rules of the checks. Pure: each is a function from what was read to what it found."""
