"""The installation's key, with which it signs the versions of the code that it publishes (Ed25519).

It is made once and kept in `data_dir/signing-key`, beside the secret key, and like that one in no backup: whoever
restores an installation elsewhere signs with another key, and each version names the key that signed it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def _key() -> Ed25519PrivateKey:
    kept = settings.CONFIG.data_dir / "signing-key"
    if not kept.exists():
        handle, part = tempfile.mkstemp(dir=kept.parent, prefix="signing-key.")  # for its owner's eyes only
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        # Whoever comes second finds the first one's key: a link is made once.
        with contextlib.suppress(FileExistsError):
            os.link(part, kept)
        os.unlink(part)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.read_text(encoding="ascii")))


def public_key() -> str:
    """The key by which signatures of this installation are checked, as hexadecimal digits."""
    return _key().public_key().public_bytes_raw().hex()


def sign(content: bytes) -> str:
    """The signature of these bytes, as hexadecimal digits. The same bytes have the same one."""
    return _key().sign(content).hex()


def is_signed(content: bytes, signature: str, key: str) -> bool:
    """Whether these bytes were signed with the key that belongs to this public one."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (ValueError, InvalidSignature):
        return False
    return True
