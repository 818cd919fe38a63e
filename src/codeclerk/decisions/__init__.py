"""Decisions of bodies: what was put to them, what they decided, on which objectives, and the reviews they asked for."""
