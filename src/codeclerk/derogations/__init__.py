"""Derogations: a body permits somebody not to meet a rule of the code for a time, on conditions."""
