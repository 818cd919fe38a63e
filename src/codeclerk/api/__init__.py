"""The read-only API, `/api/v1/`: the same reads as the pages, as JSON."""
