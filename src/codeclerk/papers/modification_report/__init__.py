"""The Modification Report: everything that the record has of one proposal, as a paper (A02, A16, A17).

`builder` makes it a kind of paper and reads the record; everything else is pure: `record` is what was read, `front` the
cover, `annexes` what goes with it, `summary`, `standing`, `parts`, `timetable`, `done` and `contact` the sections,
`figures_json` the same figures as data. For a proposal that is still a draft it is called Draft Proposal Report.
"""
