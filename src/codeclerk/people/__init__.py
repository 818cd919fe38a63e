"""Organisations, persons, roles, memberships, sign-in, and permission answers that name their rule."""
