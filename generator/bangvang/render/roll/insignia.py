"""What stands for an award on a page: a sign of its class in the law, its level and its grade."""

from typing import NamedTuple

from bangvang.model.registers import Award
from bangvang.text import fold

_FORMS = {
    "order": "order",
    "medal": "medal",
    "commemorative": "medal",
    "state-title": "wreath",
    "state-prize": "wreath",
    "emulation-title": "wreath",
}
_METALS = {"state": "gold", "government": "gold", "ministry": "silver", "province": "silver"}
_GRADES = {"hang nhat": 1, "hang nhi": 2, "hang ba": 3}


class Insignia(NamedTuple):
    """A sign that is drawn for an award."""

    form: str
    metal: str
    bars: int
    """Its class (hạng) as bars on its ribbon; 0 for none."""


def insignia(award: Award) -> Insignia:
    """Return the sign of an award."""
    name = fold(award.name)
    form = "flag" if name.startswith("co ") else _FORMS.get(award.award_class, "sheet")
    grade = next((each for text, each in _GRADES.items() if name.endswith(text)), 0)
    return Insignia(form, _METALS.get(award.levels[0], "bronze"), grade)
