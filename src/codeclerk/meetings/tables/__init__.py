"""The tables of the pages of meetings: on the page, and as CSV, Excel and JSON."""
