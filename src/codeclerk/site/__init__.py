"""Mounts the folders' pages, and the home page."""
