"""The register: one record for each proposal, with its numbers, its dated facts and its timetable."""
