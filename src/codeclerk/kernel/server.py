"""The web server: gunicorn with threads, in this process."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        from codeclerk.wsgi import application

        return application


def run(host: str, port: int, threads: int) -> None:
    """Serve until stopped. One process with threads: SQLite has one writer, and PostgreSQL scales by more processes."""
    _Server(
        {
            "bind": f"{host}:{port}",
            "worker_class": "gthread",
            "threads": threads,
            "workers": 1,
            "accesslog": None,
            "loglevel": "warning",
            "timeout": 60,
            "control_socket_disable": True,
        }
    ).run()
