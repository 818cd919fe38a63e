"""Published packs: a version of a code pack is recorded by a command, and is never another thing afterwards."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from pydantic import Field

from codeclerk.kernel import bus, packs
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.models import PackVersion
from codeclerk.kernel.ports import Permission

INSTALLER = "system:install"

CHANGED_PACK = Reason(
    "kernel.pack_changed",
    rule="a published version of a code pack is immutable",
    problem="the code pack {object} is not what was published under its version ({published}, now {found})",
    remedy="Give the changed files a new version in pack.yaml, or restore the published files.",
    kind=Kind.CONFLICT,
)
NO_PACK = Reason(
    "kernel.no_pack",
    rule="an installation runs one code, whose pack is part of the product",
    problem="there is no code pack {object}; installed are {installed}",
    remedy="Set CODECLERK_CODE to an installed one.",
    kind=Kind.BROKEN,
)


@event_type
class PackPublished(EventBody):
    """A version of a code pack was published, with these files."""

    TYPE = "kernel.pack_published"

    pack: str
    version: str
    digest: str
    effective_from: str
    files: dict[str, str]

    def write(self, stamp: Stamp) -> None:
        PackVersion.objects.create(
            pack=self.pack,
            version=self.version,
            digest=self.digest,
            effective_from=self.effective_from,
            event_id=stamp.event_id,
        )


@act
class PublishPack(Act["PublishPack.Input"]):
    """Publish a version of a code pack: from then on its rules can be relied on and never change."""

    name = "publish_pack"
    title = "Publish a version of a code pack"
    capability = "kernel.publish_pack"

    class Input(ActInput):
        files: dict[str, str] = Field(description="file name inside the pack -> its text")

    def may(self, data: Input, context: Context) -> Permission:
        if context.actor == INSTALLER:
            return Permission(True, "kernel.installer", "the installation publishes the packs it was shipped with")
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        # A lone surrogate becomes bytes that are not UTF-8, which the loader refuses by name.
        pack = packs.load_files({name: text.encode("utf-8", "surrogatepass") for name, text in data.files.items()})
        kept = PackVersion.objects.filter(pack=pack.id, version=pack.version).first()
        if kept is not None:
            if kept.digest == pack.digest:
                return Plan(events=(), answer={"pack": pack.id, "version": pack.version, "digest": pack.digest})
            raise CHANGED_PACK.refuse(f"{pack.id} {pack.version}", published=kept.digest[:12], found=pack.digest[:12])
        body = PackPublished(
            pack=pack.id,
            version=pack.version,
            digest=pack.digest,
            effective_from=pack.head.effective_from.date.isoformat(),
            files=dict(sorted(data.files.items())),
        )
        return Plan(
            events=(PlannedEvent(f"pack:{pack.id}", body),),
            answer={"pack": pack.id, "version": pack.version, "digest": pack.digest},
        )


def installed_packs() -> dict[str, Path]:
    """Id of every pack shipped with the product -> its folder."""
    root = Path(str(files("codeclerk") / "packs"))
    return {folder.name: folder for folder in sorted(root.iterdir()) if (folder / "pack.yaml").is_file()}


def running_folder() -> Path:
    """The folder of the pack of the code that this installation runs. Refuses a code that is not installed."""
    installed = installed_packs()
    if settings.CONFIG.code not in installed:
        raise NO_PACK.refuse(settings.CONFIG.code, installed=", ".join(installed))
    return installed[settings.CONFIG.code]


@lru_cache
def running_pack() -> packs.Pack:
    """The pack of the code this installation runs, as shipped."""
    return packs.load(running_folder())


def publish_installed() -> None:
    """Publish the running pack's version if it is not published yet; refuse one that changed under its version.

    The packs of other codes that the product brings are no part of this installation's record.
    """
    pack = packs.load(running_folder())
    kept = PackVersion.objects.filter(pack=pack.id, version=pack.version).first()
    if kept is None or kept.digest != pack.digest:
        bus.execute(PublishPack, {"files": _as_text(pack)}, actor=INSTALLER)


def changed_packs() -> list[Refused]:
    """A refusal where the running pack differs from what was published under its version."""
    pack = packs.load(running_folder())
    kept = PackVersion.objects.filter(pack=pack.id, version=pack.version).first()
    if kept is None or kept.digest == pack.digest:
        return []
    return [CHANGED_PACK.refuse(f"{pack.id} {pack.version}", published=kept.digest[:12], found=pack.digest[:12])]


def _as_text(pack: packs.Pack) -> dict[str, str]:
    return {name: data.decode("utf-8") for name, data in pack.files.items()}
