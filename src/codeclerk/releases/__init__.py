"""Releases of the code: the calendar, what each one contains, and by when it must be decided."""
