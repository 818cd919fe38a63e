"""The assessments that the status report of March 2021 prints, as facts (CSR:289-364, CSR:561-615)."""

from __future__ import annotations

from datetime import date

from codeclerk.assessments.rules import Assessment, Dated, deadline_of, implied_acceptance
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.packs import Assessments, AssessmentType
from codeclerk.kernel.publishing import running_pack

CALENDAR = Calendar()
DATA_DAY = date(2021, 2, 26)

# Number, type, day of return, printed target, printed duration; in the order of the paper.
COMPLETED = (
    ("MP093", "IA", "2020-03-06", 40, 2),
    ("SECMP0067", "IA", "2020-03-12", 40, 17),
    ("MP099", "PA", "2020-03-17", 15, 27),
    ("SECMP0015", "IA", "2020-04-30", 40, 266),
    ("MP090", "PA", "2020-05-11", 15, 17),
    ("MP105", "PA", "2020-05-04", 15, 15),
    ("MP122A", "PA", "2020-05-28", 15, 10),
    ("MP092", "PA", "2020-06-05", 15, 135),
    ("MP106", "PA", "2020-06-11", 15, 43),
    ("MP077", "PA", "2020-06-17", 15, 19),
    ("MP107", "PA", "2020-06-25", 15, 40),
    ("MP117", "PA", "2020-07-16", 15, 30),
    ("SECMP0066", "PA", "2020-07-29", 15, 295),
    ("SECMP0007", "IA", "2020-08-05", 40, 130),
    ("MP090", "IA", "2020-08-18", 40, 15),
    ("SECMP0056", "IA", "2020-08-20", 40, 298),
    ("MP105", "PA", "2020-08-27", 40, 30),
    ("MP078", "PA", "2020-09-03", 15, 100),
    ("MP122A", "IA", "2020-09-04", 40, 37),
    ("MP085", "PA", "2020-09-10", 15, 38),
    ("MP100", "PA", "2020-09-25", 15, 35),
    ("MP109", "PA", "2020-09-28", 15, 87),
    ("SECMP0024", "PA", "2020-10-23", 15, 16),
    ("SECMP0010", "PA", "2020-10-27", 15, 27),
    ("MP077", "IA", "2020-11-25", 40, 40),
    ("MP099", "IA", "2020-12-21", 40, 165),
    ("MP119", "PA", "2020-11-27", 15, 95),
    ("MP104", "PA", "2021-01-26", 15, 45),
    ("MP105", "IA", "2021-01-13", 40, 48),
)


def types() -> dict[str, AssessmentType]:
    """The pack's types by id."""
    return {one.id: one for one in running_pack().of(Assessments).types}


def completed() -> list[Assessment]:
    """The 29 rows, each accepted on the day that its printed duration implies."""
    made: list[Assessment] = []
    for number, kind, day, target, length in COMPLETED:
        returned = date.fromisoformat(day)
        accepted = implied_acceptance(returned, length, CALENDAR)
        nth = 1 + sum(1 for one in made if (one.proposal, one.kind) == (number, kind))
        made.append(
            Assessment(
                f"{number}-{kind}-{nth}",
                number,
                kind,
                number=number,
                target={"PA": 15, "IA": 40}[kind],
                accepted=Dated(accepted, is_inferred=True),
                deadline=deadline_of(types()[kind], accepted, CALENDAR),
                returned=returned,
                printed_target=target,
                printed_duration=length,
            )
        )
    return made


def opened() -> list[Assessment]:
    """The three open ones with the DCC's expected dates, and the request that was queried."""
    made = [
        Assessment(
            f"{number}-{kind}-{nth}",
            number,
            kind,
            number=number,
            target={"PA": 15, "IA": 40}[kind],
            requested=date.fromisoformat(requested) if requested else None,
            accepted=Dated(date.fromisoformat(accepted)),
            deadline=deadline_of(types()[kind], date.fromisoformat(accepted), CALENDAR),
            expected=(date.fromisoformat(expected),),
            printed_due=date.fromisoformat(due),
        )
        for number, kind, nth, requested, accepted, due, expected in (
            ("MP140", "PA", 1, "2021-01-27", "2021-02-04", "2021-02-25", "2021-03-15"),
            ("MP107", "IA", 1, "", "2020-12-01", "2021-01-28", "2021-03-19"),
            ("MP117", "IA", 1, "", "2020-12-01", "2021-01-28", "2021-03-03"),
        )
    ]
    queried = Assessment(
        "MP125-PA-1", "MP125", "PA", number="MP125", target=15, requested=date(2020, 9, 3), queried=(date(2020, 9, 3),)
    )
    return [*made, queried]
