"""Decisions of bodies on proposals: what was put to them, what they decided, on which objectives, and what they asked for."""
