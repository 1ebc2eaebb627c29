"""Addresses of cards: the pictures by which other sites show a link to a page."""

from bangvang.model.roll import Facet
from bangvang.model.urls import DATA, FOLDERS

CARDS = f"{DATA}the/"
CARD = f"{CARDS}cong.jpg"
"""The card of the portal."""


def card_url(kind: Facet, identity: str) -> str:
    """Return the address of the card of an award, a district, a movement or an event.

    >>> card_url("award", "giay-khen")
    'du-lieu/the/danh-hieu-giay-khen.jpg'
    """
    return f"{CARDS}{FOLDERS[kind]}-{identity}.jpg"
