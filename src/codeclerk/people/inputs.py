"""The kinds of text that acts take: one line, a key, an e-mail address, a telephone number."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, BeforeValidator, Field

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"add", "register"}


def _trimmed(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _one_line(value: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Cs", "Co"} for character in value):
        raise ValueError("must not contain control characters")
    return value


def _key(value: str) -> str:
    if not KEY.fullmatch(value):
        raise ValueError("use small letters, digits and single hyphens, such as north-networks")
    if value in RESERVED:
        raise ValueError("choose another key: the site uses this one in its addresses")
    return value


def _email(value: str) -> str:
    if value:
        try:
            validate_email(value)
        except ValidationError:
            raise ValueError("must be an e-mail address, such as analyst@example.com") from None
    return value


def _telephone(value: str) -> str:
    if value and not re.fullmatch(r"\+?[0-9()\-. ]{3,}", value):
        raise ValueError("must be a telephone number, such as 020 7946 0000")
    return value


Line = Annotated[str, BeforeValidator(_trimmed), AfterValidator(_one_line)]
"""One line of text without control characters; spaces at the ends go, runs of spaces become one."""
Key = Annotated[str, BeforeValidator(_trimmed), Field(max_length=50), AfterValidator(_key)]
"""A stable key: `north-networks`."""
Email = Annotated[Line, Field(max_length=254), AfterValidator(_email)]
"""An e-mail address, or nothing."""
Telephone = Annotated[Line, Field(max_length=50), AfterValidator(_telephone)]
"""A telephone number, or nothing."""
