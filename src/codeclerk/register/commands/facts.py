"""Acts that change one simple fact of a proposal from a day on."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from codeclerk.kernel.acts import Context, act
from codeclerk.people.inputs import Line
from codeclerk.register import vocabulary
from codeclerk.register.commands.base import Correcting, FactAct, organisation_key, person_key
from codeclerk.register.events import (
    ChangeRequestSet,
    FlagSet,
    LeadAnalystSet,
    PathSet,
    ProposerSet,
    SummarySet,
    TargetReleaseSet,
    TitleSet,
    WebAddressSet,
)
from codeclerk.register.find import Subject
from codeclerk.register.inputs import (
    BehalfOf,
    FactInput,
    FormalTitle,
    OrganisationOf,
    PersonOf,
    Pick,
    ShortTitle,
    Words,
)


def _change_request(value: str) -> str:
    text = value.upper().replace(" ", "")
    if text and not re.fullmatch(r"CR[0-9]{1,6}|TBC|N/A", text):
        raise ValueError("write it as CR1352, TBC or N/A")
    return text


def _web_address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError("must be a web address that begins with https://")
    return value


@act
class Retitle(FactAct["Retitle.Input"]):
    """Give a proposal another title from a day on. The earlier ones stay, and their web addresses lead to it."""

    name = "retitle"
    title = "Change the title"

    class Input(FactInput):
        title: FormalTitle
        short_title: ShortTitle = ""

    def body(self, found: Subject, data: Input, context: Context) -> TitleSet:
        return TitleSet(proposal=found.key, formal=data.title, short=data.short_title, sure=data.sure, note=data.note)


@act
class ChangeProposer(FactAct["ChangeProposer.Input"]):
    """Say who the Proposer is from a day on: a person, an organisation, and on whose behalf."""

    name = "change_proposer"
    title = "Change the Proposer"

    class Input(FactInput):
        person: PersonOf = None
        organisation: OrganisationOf = None
        on_behalf_of: BehalfOf = None

    def body(self, found: Subject, data: Input, context: Context) -> ProposerSet:
        return ProposerSet(
            proposal=found.key,
            person=person_key(data.person, "person"),
            organisation=organisation_key(data.organisation, "organisation"),
            on_behalf_of=organisation_key(data.on_behalf_of, "on_behalf_of"),
            sure=data.sure,
            note=data.note,
        )


@act
class AssignLeadAnalyst(FactAct["AssignLeadAnalyst.Input"]):
    """Say which analyst of the code administrator runs a proposal from a day on; empty for nobody."""

    name = "assign_lead_analyst"
    title = "Assign the lead analyst"

    class Input(FactInput):
        person: PersonOf = None

    def body(self, found: Subject, data: Input, context: Context) -> LeadAnalystSet:
        person = person_key(data.person, "person")
        return LeadAnalystSet(proposal=found.key, person=person, sure=data.sure, note=data.note)


@act
class SetPath(Correcting["SetPath.Input"], FactAct["SetPath.Input"]):
    """Say on which path a proposal is from a day on; empty for not known."""

    name = "set_path"
    title = "Set the path"

    class Input(FactInput):
        path: Annotated[Pick, Field(title="Path")] = ""

    def body(self, found: Subject, data: Input, context: Context) -> PathSet:
        path = vocabulary.path(data.path).id if data.path else ""
        return PathSet(proposal=found.key, path=path, sure=data.sure, note=data.note)


@act
class SetFlag(Correcting["SetFlag.Input"], FactAct["SetFlag.Input"]):
    """Set one of the pack's flags from a day on, or take it away."""

    name = "set_flag"
    title = "Set a flag"

    class Input(FactInput):
        flag: Annotated[Pick, Field(title="Flag", min_length=1)]
        on: Annotated[bool, Field(title="It is so")] = True

    def body(self, found: Subject, data: Input, context: Context) -> FlagSet:
        flag = vocabulary.flag(data.flag).id
        return FlagSet(proposal=found.key, flag=flag, is_set=data.on, sure=data.sure, note=data.note)


@act
class SetTargetRelease(FactAct["SetTargetRelease.Input"]):
    """Say for which release a proposal is meant from a day on; empty for none, which leaves it open all the same."""

    name = "set_target_release"
    title = "Set the target release"

    class Input(FactInput):
        release: Annotated[
            Line, Field(title="Release", max_length=100, description="Its name, such as June 2021. Empty: none.")
        ] = ""

    def body(self, found: Subject, data: Input, context: Context) -> TargetReleaseSet:
        return TargetReleaseSet(proposal=found.key, release=data.release, sure=data.sure, note=data.note)


@act
class SetSummary(FactAct["SetSummary.Input"]):
    """Say in plain words what a proposal is about."""

    name = "set_summary"
    title = "Write the plain summary"

    class Input(FactInput):
        summary: Annotated[Words, Field(title="Summary")] = ""

    def body(self, found: Subject, data: Input, context: Context) -> SummarySet:
        return SummarySet(proposal=found.key, summary=data.summary, sure=data.sure, note=data.note)


@act
class SetWebAddress(FactAct["SetWebAddress.Input"]):
    """Say where the code administrator's public site has a proposal."""

    name = "set_web_address"
    title = "Set the web address"

    class Input(FactInput):
        address: Annotated[Line, AfterValidator(_web_address), Field(title="Address", max_length=500)] = ""

    def body(self, found: Subject, data: Input, context: Context) -> WebAddressSet:
        return WebAddressSet(proposal=found.key, address=data.address, sure=data.sure, note=data.note)


@act
class RecordChangeRequest(FactAct["RecordChangeRequest.Input"]):
    """Record the number of the DCC's Change Request: CR1352, TBC or N/A (CSR:565-576)."""

    name = "record_change_request"
    title = "Record the DCC Change Request"

    class Input(FactInput):
        number: Annotated[
            Line,
            AfterValidator(_change_request),
            Field(title="Number", max_length=20, description="CR1352, TBC or N/A."),
        ]
        about: Annotated[Line, Field(title="For what", max_length=100, description="Where a proposal has several.")] = (
            ""
        )

    def body(self, found: Subject, data: Input, context: Context) -> ChangeRequestSet:
        return ChangeRequestSet(
            proposal=found.key, about=data.about, number=data.number, sure=data.sure, note=data.note
        )
