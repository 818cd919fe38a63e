"""What the acts on the legal text take."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from codeclerk.kernel.acts import ActInput
from codeclerk.kernel.calendar.dates import LONDON, parse_date, start_of_london_day
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.legaltext.releasing import Origin
from codeclerk.people.inputs import Line
from codeclerk.register.inputs import Words

UNDETERMINED = Reason(
    "legaltext.undetermined_date",
    rule="a version that is published holds from a day, or an instant, in London",
    problem="{object} has no date from which it holds: “{words}”",
    remedy="Say the day, such as 25 June 2020, or the minute, such as 2020-06-25 06:00.",
)


def _document(value: str) -> str:
    first, _, rest = value.partition(" ")
    if first not in ("Section", "Schedule", "Appendix") or not rest:
        raise ValueError("a document is called Section H, Schedule 11 or Appendix AL")
    return value


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("must be text that UTF-8 can write") from error
    if "\0" in value:
        raise ValueError("must not contain control characters")
    return value


def _json(values: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    try:
        _text(canonical_json(list(values)).replace("\\u0000", "\0"))
    except RecursionError as error:
        raise ValueError("must not be nested so deeply") from error
    return values


def _origin(value: object) -> object:
    return value.strip().lower().replace("-", "_").replace(" ", "_") if isinstance(value, str) else value


VersionNumber = Annotated[Line, Field(title="Version", min_length=1, max_length=20, description="Such as 16.0.")]
VersionRef = Annotated[
    Line, Field(title="Version", max_length=20, description="Such as 16.0; the newest unless given.")
]
Effective = Annotated[
    Line,
    Field(title="Holds from", max_length=60, description="25 June 2020, or 2020-06-25 06:00: in London."),
]
OriginOf = Annotated[Origin, BeforeValidator(_origin), Field(title="What made it")]
Revision = Annotated[Line, Field(title="Number", max_length=20, description="Such as 0.2; the next one unless given.")]
Letter = Annotated[
    Line, Field(title="Letter", max_length=300, description="The letter or decision that makes it, with its date.")
]
Summary = Annotated[Words, Field(title="Summary", description="What changes, in words.")]
Provisions = Annotated[
    Line, Field(title="Document or clause", min_length=1, max_length=400, description="Section H, H8.3(b) or a term.")
]


class DocumentInput(ActInput):
    """A document as structured text."""

    name: Annotated[Line, Field(title="Document", min_length=1, max_length=200), AfterValidator(_document)]
    text: Annotated[str, Field(title="Text", max_length=20_000_000), AfterValidator(_text)]
    revision: Annotated[Line, Field(title="Its own number", max_length=20)] = ""


Documents = Annotated[
    tuple[DocumentInput, ...], Field(title="Documents", description="Each with its name and its structured text.")
]
Operations = Annotated[
    tuple[dict[str, Any], ...],
    AfterValidator(_json),
    Field(title="Operations", description="Amendments as JSON objects, such as `code export --redline` prints."),
]
Redlines = Annotated[
    tuple[dict[str, Any], ...],
    AfterValidator(_json),
    Field(title="Redlines", description="Redlines as JSON, where they are not in the record."),
]


def instant_in(words: str, who: str) -> datetime:
    """The instant that words say: a day is its first instant in London. Refused (legaltext.undetermined_date) where
    they say none."""
    said = words.strip()
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            return start_of_london_day(parse_date(said))
        except (Refused, ValueError) as error:
            raise UNDETERMINED.refuse(who, words=words or "nothing", field="effective") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    return moment.astimezone(UTC)
