"""Every way in which a folder of data is refused, and the refusal of one of its entries. Each names file and line."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason

NO_FOLDER = Reason(
    "ingest.no_folder",
    rule="what is loaded is a folder that holds papers.yaml and files of entries",
    problem="{object}: {found}",
    remedy="Name a folder with a readable papers.yaml in it.",
    kind=Kind.NOT_FOUND,
)
TOO_MUCH = Reason(
    "ingest.too_much",
    rule="a folder of data is bounded, so that a hostile one cannot stop the program",
    problem="{object}: {found}",
    remedy="Split it into several folders of at most {limit} each.",
)
PAPER_TWICE = Reason(
    "ingest.paper_twice",
    rule="a paper stands in papers.yaml once",
    problem="{object}: the {what} {found} stands there already",
    remedy="Keep one of the two.",
)
PAPER_UNKNOWN = Reason(
    "ingest.paper_unknown",
    rule="a file of entries names one paper of papers.yaml, from which all of it was read",
    problem="{object}: there is no paper {found!r}",
    remedy="{hint}",
)
VERSION_UNKNOWN = Reason(
    "ingest.version_unknown",
    rule="an entry that was published with an earlier version of its paper names one that papers.yaml dates",
    problem="{object}: the paper {paper} has no version {found!r}",
    remedy="{hint}",
)
NO_TEXTS = Reason(
    "ingest.no_texts",
    rule="documents of the code stand in a folder beside the entries, each in a file such as section-h.txt",
    problem="{object}: the texts in {found!r} cannot be read: {why}",
    remedy="Correct the name of the folder, or what is in it.",
)
WRONG_PLACE = Reason(
    "ingest.wrong_place",
    rule="an entry says where it was read: lines of its paper, such as 217-221 or 105-109, 400",
    problem="{object}: {found!r} is no place in {paper}: {why}",
    remedy="Look the place up again and correct it.",
)
ACT_UNKNOWN = Reason(
    "ingest.act_unknown",
    rule="every change to the record is one of the registered acts",
    problem="{object}: there is no act {found!r}",
    remedy="{hint}",
)
BAD_DATA = Reason(
    "ingest.bad_data",
    rule="what an entry hands to its act must fit the act's schema",
    problem="{object}: {act}: {field}: {what}",
    remedy="Correct that field; `codeclerk acts {act}` shows the schema.",
)
BAD_CLAIM = Reason(
    "ingest.bad_claim",
    rule="a claim is about a declared property and has a value of its type",
    problem="{object}: {what}",
    remedy="{hint}",
)
ENTRY_REFUSED = Reason(
    "ingest.entry_refused",
    rule="an entry is carried out by its act, whose guards decide; what stands before it is recorded and stays",
    problem="{object}: {act} was refused: {what}",
    remedy="{hint} Then load again: what was loaded is not loaded twice. ({code})",
)
