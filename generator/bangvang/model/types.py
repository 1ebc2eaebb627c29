"""What all entities share: being frozen, having an id, a file and a body."""

import ast
import inspect
import re
import string
import textwrap
import unicodedata
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from bangvang.text import INVISIBLE


class Frozen(BaseModel):
    """A value with named parts. A key that is not in the model is a fault, never ignored."""

    # Validators are built when they are first needed: most builds validate one article.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> Any:
        """Tell what each key means."""
        made = handler(core)
        properties = handler.resolve_ref_schema(made)["properties"]
        for name, text in meanings(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = text
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Pack only what differs from the defaults: entities travel between processes."""
        defaults = _defaults(type(self))
        given = {
            name: value
            for name, value in self.__dict__.items()
            if name not in defaults or defaults[name] is not value
        }
        return _unpacked, (type(self), given)


@cache
def meanings(model: type[BaseModel]) -> dict[str, str]:
    """Return what stands below each field of a model, by their names.

    Pydantic would look for that in the source of every model whenever a command begins.
    """
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Frozen) and each.__annotations__:
            (definition,) = ast.parse(textwrap.dedent(inspect.getsource(each))).body
            assert isinstance(definition, ast.ClassDef)
            for field, below in pairwise(definition.body):
                match field, below:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ) if name in model.model_fields:
                        found[name] = inspect.cleandoc(text)
    return found


@cache
def _defaults(model: type[BaseModel]) -> dict[str, Any]:
    fields = model.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required()}


def _unpacked(model: type[Frozen], given: dict[str, Any]) -> Frozen:
    made = model.__new__(model)
    for name, value in (
        ("__dict__", {**_defaults(model), **given}),
        ("__pydantic_fields_set__", set(given)),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(made, name, value)
    return made


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _printable(value: str) -> str:
    found = _CONTROL.search(value)
    if found:
        # An escape such as "\\b" in quotes; in plain text the file itself is refused.
        codepoint = f"{ord(found[0]):04X}"
        raise PydanticCustomError("control", "control character", {"codepoint": codepoint})
    hidden = INVISIBLE.search(value)
    if hidden:
        values = {
            "codepoint": f"{ord(hidden[0][0]):04X}",
            "character": unicodedata.name(hidden[0][0], "?"),
        }
        raise PydanticCustomError("invisible", "invisible character", values)
    return value


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_printable)
]
"""One line or paragraph of text that is not empty and in which every character can be seen."""


class Ref(NamedTuple):
    """Metadata of a text that refers to an entity of another file: by id, name or alias."""

    folder: str
    """The folder of `content/` in which the entity lies."""
    free: Literal["", "name", "place", "text"] = ""
    """What the text may be instead: the name of an honoree, the name of a commune, or anything.

    "" means that a text which leads to no entity is a fault.
    """


HonoreeName = Annotated[Text, Ref("honorees", "name")]
"""The name of an honoree as it stands in a source, or the id of a record."""

Place = Annotated[Text, Ref("districts", "place")]
"""A district of the register, or a commune, which has no register."""

AwardRef = Annotated[Text, Ref("awards")]
DistrictRef = Annotated[Text, Ref("districts")]
EventRef = Annotated[Text, Ref("events")]
MovementRef = Annotated[Text, Ref("movements")]


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://", "mailto:")) or any(
        c in value for c in " <>\"'"
    ):
        raise ValueError("address")
    return value


WebAddress = Annotated[Text, AfterValidator(_web_address)]
"""An address with its scheme: https, http or mailto. Others could run a script."""


def as_uri(address: str) -> str:
    """Return a web address with its host as in the DNS and its path escaped (RFC 3987, 3.1).

    A host that the DNS cannot have stays as it is.

    >>> as_uri("https://sơnla.example:81/cổng/%20")
    'https://xn--snla-lgb.example:81/c%E1%BB%95ng/%20'
    """
    scheme, slashes, rest = address.partition("//")
    host, slash, path = rest.partition("/")
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    return f"{scheme}{slashes}{host}{slash}{quote(path, safe=string.punctuation)}"


_SITE = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[\w.~/+,@ -]*)?")


def _site_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError("address of a site")
    address = as_uri(value)
    # The web server's configuration holds it: no sign may end a word or a line there.
    if not _SITE.fullmatch(unquote(address)):
        raise ValueError("address of a site")
    return address.rstrip("/") + "/"


SiteAddress = Annotated[WebAddress, AfterValidator(_site_address)]
"""The address of a whole site, which then ends with a slash."""

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")

DEVICE = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names that Windows keeps for devices: a folder with one of them cannot be copied there."""

LONGEST = 120
"""How many characters a name may have that becomes part of an address."""

FileName = Annotated[str, StringConstraints(pattern=f"^{FILE_NAME.pattern}$")]
"""The name of a file beside an entity: ASCII, without spaces or folders."""


class Entity(Frozen):
    """One Markdown file of `content/`: front matter for facts, body for prose."""

    folder: ClassVar[str]
    """The folder of `content/` in which files of this kind lie."""

    FROM_FILE: ClassVar[frozenset[str]] = frozenset({"id", "file", "body"})
    """Fields that come from the file, not from its front matter."""

    id: str
    file: str
    body: str = ""


class Vocabulary(Entity):
    """An entity with one name and other spellings that also lead to it."""

    name: Text
    """The canonical name."""
    aliases: tuple[Text, ...] = ()
    """Other spellings of the name that occur on real pages."""

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and every alias."""
        return (self.name, *self.aliases)

    @property
    def label(self) -> tuple[object, ...]:
        """What pages of others show of it, as plain values: they are made anew when it changes."""
        return (self.name,)


HonoreeKind = Literal["person", "collective", "household"]
Level = Literal[
    "state", "government", "ministry", "province", "district", "commune", "unit", "union", "cluster"
]

_DECISION = re.compile(
    r"(?:(?:quyết định|qđ)\s+)?(?:số\s*:?\s*)?"
    r"\d{1,6}[a-z]?(?:/\d{4})?/(?:qđ|nq|l|cttn|ctn|sl|nđ)(?:-[a-zđ&.-]+|(?=[\s,]|$))"
    r"(?:,?\s*(?:ngày\s+)?(?P<date>\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} tháng \d{1,2} năm \d{4}))?",
    re.IGNORECASE,
)

_WORDS = re.compile(r"\s*tháng\s*|\s*năm\s*|/")


def decision_date(text: str) -> date | None:
    """Return the date of a decision; None when only its number is given.

    Raise `ValueError` for what is no decision, or has an impossible date.

    >>> decision_date("1683/QĐ-TTg ngày 20/10/2020")
    datetime.date(2020, 10, 20)
    >>> decision_date("Quyết định số 99/QĐ-UBND") is None
    True
    """
    found = _DECISION.fullmatch(text)
    if not found:
        raise ValueError(text)
    written = found["date"]
    if not written:
        return None
    if "-" in written:
        return date.fromisoformat(written)
    day, month, year = map(int, _WORDS.split(written))
    return date(year, month, day)


def _decision(text: str) -> str:
    try:
        decision_date(text)
    except ValueError:
        raise PydanticCustomError("decision", "no decision", {"value": text}) from None
    return text


Decision = Annotated[Text, AfterValidator(_decision)]
"""The number of a decision, and its date when that is known.

Numbers have the shape number/kind-authority (Decree 30/2020/ND-CP, appendix I).
"""
