"""The Change Status Report: the monthly report to the Panel on every proposal, assessment, vote and release (K01).

`builder` makes it a kind of paper; `gather` reads the record, everything else is pure: `record` is what was read,
`periods` the days it covers, one module a section, `notes` what does not fit between sources and record, `figures_json`
the same figures as data.
"""
