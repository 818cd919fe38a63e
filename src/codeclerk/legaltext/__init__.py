"""The legal text: the code as data, amendments as operations, conflicts, consolidation, and reading it at any date."""
