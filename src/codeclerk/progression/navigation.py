"""What progression adds to the frame of every page, and to a proposal's page."""

from __future__ import annotations


def register() -> None:
    """Called when the app is ready."""
