"""Acts on versions of the code: import one, consolidate one, correct from when it holds, say where it is in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import going_live, inputs, queries
from codeclerk.legaltext.codec import redline_of
from codeclerk.legaltext.commands.publishing import (
    Release,
    check_after,
    check_free,
    check_letter,
    lens_of,
    newest_of,
    plan,
)
from codeclerk.legaltext.edited import Edited, edited, recovered
from codeclerk.legaltext.events import CommencementRecorded, VersionDateCorrected
from codeclerk.legaltext.models import STREAM
from codeclerk.legaltext.queries.redlines import NO_REDLINE, consolidated, settling
from codeclerk.legaltext.queries.versions import NOT_YET
from codeclerk.legaltext.releasing import Origin
from codeclerk.legaltext.rules import conflicts as finding
from codeclerk.legaltext.rules.consolidating import flaws
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.redlines import Redline
from codeclerk.people.inputs import Line
from codeclerk.register import find as register
from codeclerk.register.inputs import Ref, Why, Words

NO_DOCUMENTS = Reason(
    "legaltext.no_documents",
    rule="a version of the code has at least one document",
    problem="{object} comes without a document",
    remedy="Give its documents, each with its name and its text.",
)
TWO_OF_A_NAME = Reason(
    "legaltext.document_twice",
    rule="a document of the code has a name of its own",
    problem="{object} is given twice",
    remedy="Give it once.",
)
SAME_DATE = Reason(
    "legaltext.same_date",
    rule="a correction says something else than what was known",
    problem="version {object} holds from that instant already",
    remedy="Give the right date.",
)
NOTHING_CHOSEN = Reason(
    "legaltext.nothing_to_consolidate",
    rule="a consolidation carries out the redline of at least one proposal",
    problem="{object} names no redline",
    remedy="Name proposals whose legal text waits for a release.",
)
TOLD = 20
"""So many warnings of one kind are written out."""


def _first(sentences: list[str]) -> tuple[str, ...]:
    more = len(sentences) - TOLD
    return tuple(sentences[:TOLD]) + ((f"There are {more} more of these.",) if more > 0 else ())


@act
class ImportVersion(Act["ImportVersion.Input"]):
    """Take a version of the code into the record, from structured text.

    Its provisions keep the permanent ids of the version before wherever they are the same or an edited one; pairs that
    are likely and not certain are warned of. Effective is the day on which it was published.
    """

    name = "import_version"
    title = "Import a version of the code"
    capability = "legaltext.publish"

    class Input(ActInput):
        number: inputs.VersionNumber
        effective: inputs.Effective
        documents: inputs.Documents
        others_stay: Annotated[
            bool, Field(title="Other documents stay", description="Those that are not given stay as they are.")
        ] = False
        origin: inputs.OriginOf = Origin.IMPORT
        letter: inputs.Letter = ""
        summary: inputs.Summary = ""

    def plan(self, data: Input, context: Context) -> Plan:
        who = f"Version {data.number}"
        every = queries.versions(lens_of(context))
        before = newest_of(every)
        check_free(data.number, every)
        effective = inputs.instant_in(data.effective, who)
        check_after(data.number, effective, before)
        check_letter(data.origin, data.letter, data.number)
        texts = texts_of(data.documents, who)
        if before is None:
            made = Edited(_fresh(texts), ())
        elif data.others_stay:
            made = edited(queries.code_of(before), texts, data.number)
        else:
            made = recovered(queries.code_of(before), _fresh(texts), data.number)
        found = [f"{one.label or one.pid}: {one.what}." for one in flaws(made.code)]
        release = Release(
            data.number,
            effective,
            data.origin,
            data.summary,
            data.letter,
            made.code,
            {one.name: one.revision for one in data.documents if one.revision},
        )
        return plan(release, before, (*_first(list(made.doubts)), *_first(found)))


def _fresh(texts: dict[str, str]) -> Code:
    return read([Text(name, words) for name, words in texts.items()])


def texts_of(documents: tuple[inputs.DocumentInput, ...], who: str) -> dict[str, str]:
    """The texts by the names of their documents. Refused where there is none, or two of a name."""
    if not documents:
        raise NO_DOCUMENTS.refuse(who, field="documents")
    texts: dict[str, str] = {}
    for one in documents:
        if one.name in texts:
            raise TWO_OF_A_NAME.refuse(one.name, field="documents")
        texts[one.name] = one.text
    return texts


@act
class Consolidate(Act["Consolidate.Input"]):
    """Carry out the redlines of proposals on the newest version, prove the result, and publish it as a version.

    Refused while a conflict between them is open; warned of proposals that are not approved. The preview is the code as
    it would be.
    """

    name = "consolidate"
    title = "Consolidate and publish a version of the code"
    capability = "legaltext.publish"

    class Input(ActInput):
        number: inputs.VersionNumber
        effective: inputs.Effective = ""
        proposals: Annotated[
            tuple[Ref, ...], Field(title="Proposals", description="Those whose legal text is carried out.")
        ] = ()
        redlines: inputs.Redlines = ()
        origin: inputs.OriginOf = Origin.MODIFICATION
        letter: inputs.Letter = ""
        summary: inputs.Summary = ""

    def plan(self, data: Input, context: Context) -> Plan:
        lens, who = lens_of(context), f"Version {data.number}"
        every = queries.versions(lens)
        before = newest_of(every)
        if before is None:
            raise NOT_YET.refuse("any day", suggestion="Import a version first: `import_version`.")
        check_free(data.number, every)
        effective = inputs.instant_in(data.effective, who)
        check_after(data.number, effective, before)
        check_letter(data.origin, data.letter, data.number)
        keys = tuple(dict.fromkeys(register.key_of(one, "proposals") for one in data.proposals))
        brought = [redline_of(one) for one in data.redlines]
        chosen = [*_waiting(lens, keys), *brought]
        if not chosen:
            raise NOTHING_CHOSEN.refuse(who, field="proposals")
        # A redline that comes as a file carries out its proposal too, where the register has it.
        found = (register.lookup(one.proposal) for one in brought)
        keys = tuple(dict.fromkeys((*keys, *(one.key for one in found if one is not None))))
        base, resolved = queries.code_of(before), queries.resolutions(lens)
        made = consolidated(base, chosen, resolved)
        release = Release(
            data.number,
            effective,
            data.origin,
            data.summary or f"Carries out {', '.join(one.proposal for one in chosen)}.",
            data.letter,
            made.result,
            {},
            made,
            chosen,
            settling(resolved, chosen, finding.conflicts(base, chosen)) if resolved else (),
            keys,
        )
        return plan(release, before, going_live.warnings(lens, keys))


def _waiting(lens: Lens, keys: tuple[str, ...]) -> list[Redline]:
    found = {one.key: one.redline for one in queries.redlines(lens, keys)} if keys else {}
    if missing := [key for key in keys if key not in found]:
        raise Refused(*(NO_REDLINE.refuse(register.present_number(key), field="proposals").first for key in missing))
    return [found[key] for key in keys]


@act
class CorrectVersionDate(Act["CorrectVersionDate.Input"]):
    """Say that a version holds from another instant than was known. What was known before stays in the past."""

    name = "correct_version_date"
    title = "Correct from when a version holds"
    capability = "legaltext.publish"

    class Input(ActInput):
        number: inputs.VersionNumber
        effective: inputs.Effective
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        lens = lens_of(context)
        every, found = queries.versions(lens), queries.version_named(lens, data.number)
        effective = inputs.instant_in(data.effective, f"Version {found.number}")
        if effective == found.effective:
            raise SAME_DATE.refuse(found.number, field="effective")
        place = every.index(found)
        if place:
            check_after(found.number, effective, every[place - 1])
        if place + 1 < len(every) and effective >= every[place + 1].effective:
            check_after(every[place + 1].number, every[place + 1].effective, replace(found, effective=effective))
        body = VersionDateCorrected(number=found.number, effective=effective, reason=data.reason)
        return Plan((PlannedEvent(STREAM, body),), answer={"version": found.number})


@act
class RecordCommencement(Act["RecordCommencement.Input"]):
    """Say that a document or a clause is in force, or not yet, in some regions or everywhere (DCUSA:27-45).

    Effective is the day from which that is so.
    """

    name = "record_commencement"
    title = "Record where a part of the code is in force"
    capability = "legaltext.publish"

    class Input(ActInput):
        what: inputs.Provisions
        regions: Annotated[tuple[Line, ...], Field(title="Regions", description="None for everywhere else.")] = ()
        is_in_force: Annotated[bool, Field(title="It is in force")] = True
        note: Words = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = queries.clause_at(lens_of(context), data.what)
        events = [
            CommencementRecorded(
                pid=found.pid, named=found.label, region=region, is_in_force=data.is_in_force, note=data.note
            )
            for region in dict.fromkeys(data.regions or ("",))
        ]
        return Plan(tuple(PlannedEvent(f"{STREAM}:{found.pid}", one) for one in events), answer={"pid": found.pid})
