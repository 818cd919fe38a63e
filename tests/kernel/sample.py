"""The smallest act there can be: it notes a word in a stream. For tests of the bus and the log alone."""

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.models import PrivateRecord
from codeclerk.kernel.ports import Permission

ANYONE = "test:anyone"
RUDE = Reason("test.rude", rule="words are polite", problem="{object} is rude", remedy="Choose another word.")


@event_type
class WordNoted(EventBody):
    TYPE = "test.word_noted"
    PRIVATE = ("secret",)

    word: str
    secret: str | None = None

    def write(self, stamp: Stamp) -> None:
        if self.word == "explode":
            raise RuntimeError("the tables could not be written")


@act
class NoteWord(Act["NoteWord.Input"]):
    name = "test_note_word"
    title = "Note a word"
    capability = "test.note"

    class Input(ActInput):
        PRIVATE = ("secret",)

        streams: list[str] = Field(default=["test:words"])
        word: str
        secret: str | None = None
        tell: str = ""

    def may(self, data: Input, context: Context) -> Permission:
        return Permission(context.actor == ANYONE, "test.anyone", "only test:anyone may")

    def plan(self, data: Input, context: Context) -> Plan:
        if data.word == "rude":
            raise RUDE.refuse(data.word)
        if data.word == "sneaky":
            PrivateRecord.objects.create(subject="written while planning")
        return Plan(
            events=tuple(PlannedEvent(s, WordNoted(word=data.word, secret=data.secret)) for s in data.streams),
            notices=(Notice("mail", data.tell, "A word", data.word, "you asked for it"),) if data.tell else (),
            answer={"word": data.word},
        )
