"""The generated parts of `docs/` and `.vscode/`: fields of front matter, problem codes, schemas.

    python -m bangvang.editing.reference .

A test checks that what lies there is what this module writes.
"""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from bangvang.editing.schema import as_text, schema, snippets
from bangvang.model.codes import CODES
from bangvang.model.dates import PartialDate, Period
from bangvang.model.kinds import MODELS, models_in
from bangvang.model.types import Entity, meanings
from bangvang.words import words

_NOTE = "<!-- Tệp này do `make docs` viết từ mã nguồn; đừng sửa tay. Generated; do not edit. -->\n"
_PLACES = {
    "site": "content/site.md",
    "articles": "content/articles/NĂM/<slug>.md",
    "documents": "content/documents/NĂM/<id>/index.md",
    "albums": "content/albums/<id>/index.md",
}


def documents() -> dict[str, str]:
    """Return the generated files, by their paths beside `docs/`."""
    return {
        "docs/front-matter.md": front_matter(),
        "docs/problems.md": problems(),
        **{f"docs/schema/{folder}.json": as_text(schema(folder)) for folder in MODELS},
        ".vscode/bangvang.code-snippets": as_text(snippets()),
    }


def front_matter() -> str:
    """Return the reference of every field of every kind of file, in Vietnamese and English."""
    parts = [
        _NOTE,
        "# Dữ kiện đầu tệp (front matter)\n",
        "Mỗi tệp trong `content/` mở đầu bằng các dữ kiện giữa hai dòng `---`. Trường in đậm là "
        "bắt buộc. Nơi nhắc tới địa bàn, phong trào, sự kiện, danh hiệu có thể viết mã, tên hoặc "
        "tên khác đã khai trong `aliases`.\n",
        "Every file of `content/` begins with facts between two lines `---`. Fields in bold are "
        "required. A district, movement, event or award may be given by its id, its name or an "
        "alias.\n",
    ]
    for folder, model in MODELS.items():
        place = _PLACES.get(folder, f"content/{folder}/<id>.md")
        parts.append(f"## `{place}`\n\n{_summary(model)}\n")
        parts.append(_table(model))
        for inner in _inner(model):
            parts.append(f"### {model.__name__} › {inner.__name__}\n\n{_summary(inner)}\n")
            parts.append(_table(inner))
    return "\n".join(parts)


def _summary(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _table(model: type[BaseModel]) -> str:
    vietnamese = words("vi")
    hidden = model.FROM_FILE if issubclass(model, Entity) else frozenset()
    rows = ["| Trường | Kiểu | Ý nghĩa | Meaning |", "|---|---|---|---|"]
    for name, field in model.model_fields.items():
        if name in hidden:
            continue
        shown = field.alias or name
        key = f"**`{shown}`**" if field.is_required() else f"`{shown}`"
        text = meanings(model).get(name, "")
        kind = _kind(field.annotation)
        rows.append(f"| {key} | {kind} | {vietnamese.text(text)} | {text} |")
    return "\n".join(rows) + "\n"


_LOOKS: dict[type, str] = {
    str: "text",
    int: "number",
    float: "number",
    date: "2020-09-10",
    datetime: "2020-09-10 07:00",
    PartialDate: "2020-09-09, 2020-09, 2020",
    Period: "2019, 2018-2019",
}


def _kind(annotation: Any) -> str:
    """Return how the values of a field look to an editor."""
    if get_origin(annotation) is Annotated:
        return _kind(annotation.__origin__)
    if isinstance(annotation, type) and not get_args(annotation):
        return _LOOKS.get(annotation, annotation.__name__)
    arguments = [each for each in get_args(annotation) if each is not type(None)]
    if get_origin(annotation) is tuple:
        return f"list: {_kind(arguments[0])}"
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{each}`" for each in arguments)
    return " / ".join(_kind(each) for each in arguments)


def _inner(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the models that the fields of a model are made of, deepest last."""
    for field in model.model_fields.values():
        for found in models_in(field.annotation):
            yield found
            yield from _inner(found)


def problems() -> str:
    """Return the catalogue of problem codes in Vietnamese and English."""
    vietnamese = words("vi")
    parts = [
        _NOTE,
        "# Mã lỗi (problem codes)\n",
        "`bangvang check` và `bangvang build` nêu mọi lỗi trong một lần chạy. Mã `E` là lỗi: trang "
        "không được đăng cho đến khi sửa xong. Mã `W` là điều được chấp nhận; W013 đến "
        "W018 thì `bangvang check --fix` sửa luôn trong tệp. Một mã không bao giờ đổi nghĩa.\n",
        "`E` is an error: nothing is published until it is mended. `W` is accepted; `bangvang "
        "check --fix` mends W013 to W018 in the file. A code never changes its meaning.\n",
        "| Mã | Tiếng Việt | Cần làm gì | English | What to do |",
        "|---|---|---|---|---|",
    ]
    for code, (message, hint) in CODES.items():
        texts = (vietnamese.text(message), vietnamese.text(hint), message, hint)
        cells = " | ".join(text.replace("|", "\\|") for text in texts)
        parts.append(f"| {code} | {cells} |")
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the files into the folder that the command line names."""
    for name, text in documents().items():
        path = Path(sys.argv[1], name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
