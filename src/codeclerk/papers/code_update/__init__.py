"""The update to the panel of another code, as of November 2016: what changed in this one since that panel met last.

`builder` makes it a kind of paper and reads the record; everything else is pure: `record` is what was read, `front` the
cover, `updates`, `status`, `refinement`, `progress` and `contents` the sections, `figures_json` the same as data.
"""
