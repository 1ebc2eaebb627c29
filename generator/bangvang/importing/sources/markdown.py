"""Blocks to the Markdown of an article's body."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from markdownify import MarkdownConverter

from bangvang.importing.sources.blocks import FOOTNOTE, Block, Material

_MARKUP = re.compile(
    r"[\\\\*`]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|\[(?=[^\]]*\](?:\(|:))|\[(?=\^)|&(?=#?\w+;)|~(?=~)"
)
_AT_HEAD = re.compile(r"[#>]|[-=_]{3,}$")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ESCAPED = "\ue002"
"""Stands for the backslash before what would be markup at the head of a line."""
_RUNS = re.compile(r"\n{3,}")


def body_of(blocks: Iterable[Block], material: Material, pictures: Mapping[str, str]) -> str:
    """Return the Markdown of a body; `pictures` are the names of the files beside the article."""
    html: list[str] = []
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    kinds: list[str] = []
    number = 0
    for block in blocks:
        level = block.level if block.kind == "item" else 0
        wanted = "ol" if block.ordered else "ul"
        while len(kinds) > level or (kinds and len(kinds) == level and kinds[-1] != wanted):
            html.append(f"</{kinds.pop()}>")
        while len(kinds) < level:
            kinds.append(wanted)
            html.append(f'<ol start="{block.start}">' if wanted == "ol" else "<ul>")
        number, escaped = _numbering(block, number)
        html.append(_element(block, levels, pictures, escaped=escaped))
    html += [f"</{kind}>" for kind in reversed(kinds)]
    text = _markdown("".join(html))
    text = FOOTNOTE.sub(r"[^\1]", text)
    notes = [
        f"[^{mark}]: {_markdown(words).replace(chr(10), ' ').strip()}"
        for mark, words in material.footnotes.items()
    ]
    return _RUNS.sub("\n\n", "\n\n".join([text.strip(), *notes])).strip()


def _numbering(block: Block, before: int) -> tuple[int, bool]:
    """Return the number that a paragraph begins with, and whether Markdown would change it.

    Markdown counts on from the first number of a list, and knows no bracket after it.
    """
    found = _NUMBER.match(block.text) if block.kind == "paragraph" else None
    if not found:
        return 0, False
    number = int(found[1])
    return number, found[2] == ")" or bool(before and number != before + 1)


def _element(block: Block, levels: list[int], pictures: Mapping[str, str], *, escaped: bool) -> str:
    if block.kind == "picture":
        name = pictures.get(block.picture)
        return f'<p><img src="{escape(name)}" alt=""></p>' if name else ""
    if block.kind == "heading":
        rank = min(2 + levels.index(block.level), 6)
        plain = re.sub(r"</?(?:b|i)>", "", block.html)
        return f"<h{rank}>{plain}</h{rank}>"
    if block.kind == "item":
        return f"<li>{block.html}</li>"
    if block.kind == "table":
        return block.html
    if block.kind == "quote":
        return f"<blockquote><p>{block.html}</p></blockquote>"
    if escaped:
        return f"<p>{re.sub('([.)])', _ESCAPED + chr(92) + '1', block.html, count=1)}</p>"
    return f"<p>{_ESCAPED if _AT_HEAD.match(block.text) else ''}{block.html}</p>"


class _Converter(MarkdownConverter):
    """Escapes what Markdown would take for markup, and nothing else: text stays as it was."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _MARKUP.sub(r"\\\g<0>", text)
        return text.replace("|", "\\|") if "td" in parent_tags else text


def _markdown(html: str) -> str:
    converter = _Converter(
        heading_style="ATX",
        bullets="-",
        sup_symbol="<sup>",
        sub_symbol="<sub>",
        table_infer_header=True,
        newline_style="BACKSLASH",
    )
    made: str = converter.convert(html)
    return made.replace(_ESCAPED, "\\")
