"""The kinds of file that a pack may hold. Higher folders register theirs when the application is ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from codeclerk.kernel.packs.base import PackFile

if TYPE_CHECKING:
    from codeclerk.kernel.errors import Reason

FileT = TypeVar("FileT", bound=PackFile)


class Review(Protocol):
    """What a kind's check sees: the typed files of the pack, and the way to refuse at a place in one of them."""

    def part(self, model: type[FileT]) -> FileT | None:
        """The file of that model; `None` when the pack has none or when it could not be typed."""

    def parts(self, model: type[FileT]) -> Mapping[str, FileT]:
        """Every file of that model, by file name."""

    def refuse(self, reason: Reason, file: str, path: tuple[str | int, ...], **facts: object) -> None:
        """Notes a refusal at `path` inside `file`. The facts are those of the reason's wording."""


@dataclass(frozen=True)
class PackKind:
    """One kind of file.

    Args:
        name: the file's name without `.yaml`; with `many`, the name of the folder that holds files of this kind.
        model: what a file of this kind must look like.
        many: several files, `<name>/<anything>.yaml`, instead of one.
        required: a pack without it is refused.
        check: looks across files after all are typed and checked for dead references.
    """

    name: str
    model: type[PackFile]
    many: bool = False
    required: bool = False
    check: Callable[[Review], None] | None = None

    @property
    def file(self) -> str:
        """The file that a pack holds for it, as written in a remedy."""
        return f"{self.name}/….yaml" if self.many else f"{self.name}.yaml"


_KINDS: dict[str, PackKind] = {}


def register_kind(
    name: str,
    model: type[PackFile],
    *,
    many: bool = False,
    required: bool = False,
    check: Callable[[Review], None] | None = None,
) -> None:
    """Adds a kind of file. Registering the same kind again changes nothing; a different one of that name is a fault."""
    kind = PackKind(name, model, many, required, check)
    taken = [known for known in _KINDS.values() if known != kind and (known.name == name or known.model is model)]
    if taken:
        raise ValueError(f"The pack kind {name!r} clashes with {taken[0].name!r} of {taken[0].model.__name__}.")
    _KINDS[name] = kind


def registered_kinds() -> Mapping[str, PackKind]:
    """The registered kinds by name."""
    return MappingProxyType(_KINDS)


def kind_of(model: type[PackFile]) -> PackKind:
    """The kind that a model was registered for. Raises `KeyError` when it was not."""
    for kind in _KINDS.values():
        if kind.model is model:
            return kind
    raise KeyError(model.__name__)


def kind_of_file(file: str) -> PackKind | None:
    """The kind of a file by its name inside the pack; `None` when it is of no kind."""
    stem = file.removesuffix(".yaml")
    if stem == file:
        return None
    folder, _slash, rest = stem.partition("/")
    kind = _KINDS.get(folder)
    if kind is None or kind.many != bool(rest) or "/" in rest:
        return None
    return kind
