"""Sphinx: builds these pages with `make docs`; a warning fails the build."""

project = "Codeclerk"
author = "The Codeclerk authors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "Codeclerk"
myst_heading_anchors = 3
myst_enable_extensions = ["deflist", "fieldlist"]
