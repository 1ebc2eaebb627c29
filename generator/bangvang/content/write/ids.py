"""Ids of conferrals and honorees: short, random, never used before."""

import secrets

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_id(letter: str, used: set[str]) -> str:
    """Return an id that nothing has, with its letter first, and remember it."""
    while True:
        identity = letter + "".join(secrets.choice(_ALPHABET) for _ in range(6))
        if identity not in used:
            used.add(identity)
            return identity
