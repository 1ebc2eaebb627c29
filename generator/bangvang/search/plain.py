"""Markdown as plain text: the words that the search indexes and shows."""

import re

_NOTE = re.compile(r"\[\^[^\[\]]+\](?:: *)?")
"""A mark of a footnote, or what its text begins with."""
_CODE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_TAG = re.compile(r"<[^<>]*>")
_START = re.compile(r"^[ \t]*(?:#{1,6} |> ?|[-*+] |\d+[.)] )")
_MARK = re.compile(r"[*_`~|]+")
_BLANK = re.compile(r"[ \t]+")


def plain(prose: str) -> str:
    r"""Return Markdown as plain text; an empty line stays between paragraphs.

    >>> plain("## Mục\n\nChữ **đậm**, [liên kết](/a/).\n- một\n- hai")
    'Mục\n\nChữ đậm, liên kết.\nmột\nhai'
    >>> plain("Câu.[^1]\n\n[^1]: Nguồn.")
    'Câu.\n\nNguồn.'
    """
    text = prose
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "[^" in text:
        text = _NOTE.sub("", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "```" in text or "~~~" in text:
        text = _CODE.sub("", text)
    text = "\n".join(
        _START.sub("", line, 1) if line and not line[0].isalpha() else line
        for line in text.split("\n")
    )
    if any(mark in text for mark in "*_`~|"):
        text = _MARK.sub("", text)
    return (_BLANK.sub(" ", text) if "  " in text or "\t" in text else text).strip()
