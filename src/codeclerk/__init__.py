"""Codeclerk runs the change process of an industry code, end to end, from one record."""

__version__ = "0.1.0"
