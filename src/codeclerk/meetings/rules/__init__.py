"""What can be decided of meetings without a database. Pure."""

from codeclerk.meetings.rules.meetings import (
    AgendaItem,
    Meeting,
    PatternMonth,
    State,
    paper_day,
    pattern_days,
)

__all__ = ["AgendaItem", "Meeting", "PatternMonth", "State", "paper_day", "pattern_days"]
