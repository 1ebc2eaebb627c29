"""Files beside an entity: which may be published, and what they may be called."""

import re

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
"""Endings of the pictures that are published from beside an article or a page."""

DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
"""Endings of the documents that are: readers download them."""

PUBLISHED = (*PICTURES, *DOCUMENTS)
"""All that is published from beside anything; what else lies there stays with the editors."""

LARGEST_FILE = 400_000_000
"""How many bytes a file beside an entity may have: a scan of 100 million pixels has 300 million."""

# Names that a web server, a crawler or a browser asks for by itself.
_TAKEN = re.compile(
    r"(?:index|default|favicon)\..*|(?:robots|humans|security|ads)\.txt|sitemap\.xml|manifest\.json"
)

# What a server runs, shows as a page or unpacks, wherever in a name it stands: Apache looks at all.
_ACTIVE = re.compile(
    r"(?:[xs]?html?\d?|xht|m?html|mht|svgz?|m?js|css|wasm|xslt?|php\d?|phtml|phar|aspx?|ashx|asmx"
    r"|cshtml|jspx?|cfm|cgi|f?cgi|pl|py|rb|lua|sh|bat|cmd|exe|swf|hta|htaccess|htpasswd|config"
    r"|gz|br|zst|z|bz2|xz|lz4?)"
)


def is_reserved(name: str) -> bool:
    """Return whether the name of a file means something to a web server or to the site itself.

    >>> names = ("index.pdf", "a.html", "a.php.jpg", "qd.signed.pdf", "web.jpg")
    >>> [is_reserved(name) for name in names]
    [True, True, True, False, False]
    """
    lowered = name.lower()
    return bool(_TAKEN.fullmatch(lowered)) or any(map(_ACTIVE.fullmatch, lowered.split(".")[1:]))


def is_publishable(name: str) -> bool:
    """Return whether a file may be published, as far as its name tells.

    >>> [is_publishable(name) for name in ("QD.PDF", "a.svg", "index.jpg")]
    [True, False, False]
    """
    return name.lower().endswith(PUBLISHED) and not is_reserved(name)
