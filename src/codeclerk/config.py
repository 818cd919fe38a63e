"""The settings an operator may set, typed, read once at start from `CODECLERK_*` in the environment.

A wrong value stops the start with a sentence that names the setting; nothing is guessed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import dj_database_url
from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Config(BaseSettings):
    """What differs between installations."""

    model_config = SettingsConfigDict(env_prefix="CODECLERK_", extra="forbid")

    data_dir: Path = Field(Path("var"), description="Where the SQLite database, documents and issued papers are kept.")
    database_url: str = Field(
        "", description="PostgreSQL: postgres://user:password@host/name. Empty: SQLite in data_dir."
    )
    secret_key: str = Field("", description="Signs sessions. Empty: made once and kept in data_dir/secret-key.")
    debug: bool = Field(False, description="Show error details in the browser. Never on a public server.")
    hosts: Annotated[list[str], NoDecode, BeforeValidator(_split)] = Field(
        ["127.0.0.1", "localhost", "[::1]"], description="Host names the site answers to, separated by commas."
    )
    https: bool = Field(False, description="The site is served over HTTPS: secure cookies and HSTS.")
    site_url: str = Field("http://127.0.0.1:8000", description="The public address, for links in mail and papers.")
    mail_url: str = Field(
        "", description="SMTP server: smtp://user:password@host:port. Empty: mail is written to data_dir/mail."
    )
    mail_from: str = Field("codeclerk@localhost", description="Sender of the product's mail.")
    code: str = Field("sec", description="The code pack this installation runs.")
    oidc_url: str = Field("", description="OpenID Connect provider to sign in with: https://login.example.org.")
    oidc_client_id: str = Field("", description="The client id that the provider gave this installation.")
    oidc_client_secret: str = Field("", description="The client secret that belongs to it.")
    oidc_name: str = Field("your organisation", description="What the sign-in page calls the provider.")
    papers: Path | None = Field(
        None, description="Folder of the published papers, for the tests that compare with them."
    )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("postgres://", "postgresql://", "sqlite:///")):
            raise ValueError("only SQLite and PostgreSQL are supported; start it with postgres:// or sqlite:///")
        return value

    @model_validator(mode="after")
    def _whole_provider(self) -> Config:
        given = [bool(self.oidc_url), bool(self.oidc_client_id), bool(self.oidc_client_secret)]
        if any(given) and not all(given):
            raise ValueError("OIDC_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are set together or not at all")
        if self.oidc_url and not self.oidc_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("CODECLERK_OIDC_URL must start with https://")
        return self

    def oidc_apps(self) -> list[dict[str, object]]:
        """allauth's description of the sign-in provider; empty when none is configured, and then none is offered."""
        if not self.oidc_url:
            return []
        return [
            {
                "provider_id": "provider",
                "name": self.oidc_name,
                "client_id": self.oidc_client_id,
                "secret": self.oidc_client_secret,
                "settings": {"server_url": self.oidc_url},
            }
        ]

    def oidc_origins(self) -> list[str]:
        """Where the browser is sent to sign in, for the content security policy."""
        parts = urlsplit(self.oidc_url)
        return [f"{parts.scheme}://{parts.netloc}"] if self.oidc_url else []

    def database(self) -> dict[str, object]:
        """Django's settings of the database, with the measured SQLite options (docs/decisions/0002)."""
        url = self.database_url or f"sqlite:///{self.data_dir.absolute() / 'codeclerk.sqlite3'}"
        database: dict[str, object] = dict(dj_database_url.parse(url))
        if str(database["ENGINE"]).endswith("sqlite3"):
            database["OPTIONS"] = {
                # Without IMMEDIATE a read that becomes a write fails under contention instead of waiting.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            }
        else:
            database["CONN_MAX_AGE"] = 600
            database["CONN_HEALTH_CHECKS"] = True
        return database


def load() -> Config:
    """Read the environment; on a wrong value print one sentence a setting and leave with exit code 2."""
    try:
        return Config()
    except ValidationError as error:
        for problem in error.errors():
            name = "CODECLERK_" + "_".join(str(part) for part in problem["loc"] or ("*",)).upper()
            print(f"{name}: {problem['msg']}. Correct it in the environment and start again.", file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from None
