"""Checks of the record and of what sources print: each a rule, with what it looked at and what it found."""
