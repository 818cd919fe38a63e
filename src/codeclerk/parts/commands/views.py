"""Acts on what is thought of a proposal: by bodies and groups, on objectives, for consumers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import Context, act
from codeclerk.parts import events, vocabulary
from codeclerk.parts.commands.base import PartAct, given
from codeclerk.parts.inputs import Said, ViewInput
from codeclerk.parts.rules import contents
from codeclerk.parts.rules.contents import Kind
from codeclerk.register import vocabulary as register_words
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick


def _view(scale: str, found: Subject, data: ViewInput, kind: Kind, which: str, named: str) -> events.ViewRecorded:
    verdict = vocabulary.verdict(scale, data.verdict)
    content = contents.View(verdict=verdict.id, in_favour=data.in_favour, against=data.against, text=data.text)
    return events.ViewRecorded(
        which=which, named=named, content=content, kind=kind, verdict_name=verdict.name, **given(found, data)
    )


@act
class RecordSupport(PartAct["RecordSupport.Input"]):
    """Record what a body, or a group of respondents, thinks of the change."""

    name = "record_support"
    title = "Record support"

    class Input(ViewInput):
        who: Annotated[Pick, Field(title="Body or group", min_length=1)]

    def body(self, found: Subject, data: Input, context: Context) -> events.ViewRecorded:
        who = vocabulary.supporter(data.who)
        name = dict(vocabulary.supporters()).get(who, who)
        return _view("support", found, data, Kind.SUPPORT, who, f"Support of {name}")


@act
class RecordObjectiveView(PartAct["RecordObjectiveView.Input"]):
    """Record what the Proposer, or the industry, thinks of one objective of the code."""

    name = "record_objective_view"
    title = "Record a view on an objective"

    class Input(ViewInput):
        who: Annotated[Pick, Field(title="Whose view", min_length=1)]
        objective: Annotated[Pick, Field(title="Objective", min_length=1)]

    def body(self, found: Subject, data: Input, context: Context) -> events.ViewRecorded:
        holder = vocabulary.holder(data.who)
        letter = register_words.objective(data.objective, "objective")
        named = f"{holder.name} on objective ({letter})"
        return _view("objective", found, data, Kind.OBJECTIVE, f"{holder.id}/{letter}", named)


@act
class RecordConsumerView(PartAct["RecordConsumerView.Input"]):
    """Give the verdict on one of the consumer areas."""

    name = "record_consumer_view"
    title = "Give a verdict on a consumer area"

    class Input(FactInput):
        area: Annotated[Pick, Field(title="Consumer area", min_length=1)]
        verdict: Annotated[Pick, Field(title="Verdict", min_length=1)]
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.ViewRecorded:
        area = vocabulary.consumer_area(data.area)
        view = ViewInput(proposal=data.proposal, verdict=data.verdict, text=data.text, sure=data.sure, note=data.note)
        return _view("consumer", found, view, Kind.CONSUMER, area.id, area.name)
