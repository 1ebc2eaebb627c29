"""The editors' desk in a real Chromium, with the programs of Decap CMS."""

import base64
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Locator, expect

from desk import Opened, opened
from pictures import jpeg
from support import Content, run, serve, whole_portal

pytestmark = pytest.mark.long

SAVED = "Mục đã được lưu"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A portal with its desk opened."""
    folder = tmp_path_factory.mktemp("ban")
    Content(folder / "content")
    whole_portal(folder)
    with opened(folder) as found:
        yield found


class Editor:
    """Somebody at the desk."""

    def __init__(self, browser: Browser, desk: Opened) -> None:
        self.address, self.root = desk.address, desk.root
        self.page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="vi-VN")
        self.faults: list[str] = []
        # What the desk throws of its own accord is a refusal that it shows as well.
        self.page.on("console", lambda said: self._heard(said.text))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.goto(f"{self.address}#{desk.key}")
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", name="Bài viết")).to_be_visible()

    def open(self, place: str) -> None:
        """Open a form, and wait until the desk has filled it in: it does so twice."""
        self.page.goto(f"{self.address}#/collections/{place}")
        self.field("title").wait_for()
        self.page.wait_for_timeout(1000)

    def _heard(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.faults.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.root, "data:", "blob:")):
            self.faults.append(f"asked {url}")

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[id^="{name}-field-"]:visible').last

    def pick(self, name: str, text: str) -> None:
        self.field(name).click()
        self.field(name).fill(text)
        self.page.get_by_role("option", name=text, exact=True).first.click()

    def upload(self, file: dict[str, object]) -> None:
        self.page.get_by_role("button", name="Chọn một tập tin").first.click()
        self.page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]

    def save(self) -> str:
        """Publish at once; return what the desk says."""
        self.page.get_by_role("button", name="Công bố").first.click()
        self.page.get_by_role("menuitem", name="Công bố ngay").click()
        toast = self.page.locator(".Toastify__toast").last
        toast.wait_for()
        if toast.inner_text() == SAVED:
            self.page.wait_for_url("**/entries/**")
        return toast.inner_text()


@pytest.fixture
def editor(browser: Browser, desk: Opened) -> Iterator[Editor]:
    made = Editor(browser, desk)
    yield made
    made.page.close()
    assert made.faults == []


def _built(path: Path) -> str:
    """Return a page of the site as soon as it is there."""
    for _ in range(200):
        if path.is_file():
            return path.read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError(path)


def test_an_editor_writes_a_post(desk: Opened, editor: Editor) -> None:
    """A picture with its caption, a movement and an honour: saved, checked, and on the site."""
    folder = desk.folder
    page = editor.page
    editor.open("albums/new")
    editor.field("title").fill("Ảnh đại hội mẫu")
    editor.pick("event", "Hội nghị năm 2020")
    editor.field("id").fill("toan-canh")
    editor.field("caption").fill("Toàn cảnh: lễ khai mạc.")
    editor.upload({"name": "Toàn cảnh.jpg", "mimeType": "image/jpeg", "buffer": jpeg(1)})
    chosen = page.get_by_role("button", name="Lấy những cái đã chọn")
    expect(chosen).to_be_enabled()
    chosen.click()
    assert editor.save() == SAVED
    editor.open("articles/new")
    editor.field("title").fill("Đại hội mẫu: “thử”")
    editor.field("date").fill("2021-05-17")
    editor.field("lede").fill("Một dòng dẫn.")
    editor.pick("movements", "Thi đua yêu nước")
    editor.pick("albums", "Ảnh đại hội mẫu")
    page.get_by_role("button", name="Thêm vinh danh").click()
    editor.field("honoree").fill("Tập thể Mẫu")
    editor.pick("kind", "Tập thể")
    editor.pick("award", "Giấy khen")
    page.locator(".cms-editor-raw [contenteditable=true]").click()
    page.keyboard.insert_text("Đoạn một với **đậm**.")
    expect(page.frame_locator("iframe").locator(".bv-body strong")).to_have_text("đậm")
    assert editor.save() == SAVED
    assert "Mọi thứ đều ổn" in run("check", folder=folder)
    text = (folder / "content/articles/2021/dai-hoi-mau-thu/index.md").read_text(encoding="utf-8")
    assert "albums:\n  - anh-dai-hoi-mau\n" in text
    assert "confers" not in text
    conferral = re.search(r"id: (c[a-z2-9]{6})\n", text)
    assert conferral
    post = _built(folder / "site/tin-bai/2021/05/dai-hoi-mau-thu/index.html")
    for shown in (
        "Toàn cảnh: lễ khai mạc.",
        "Thi đua yêu nước",
        "Tập thể Mẫu",
        "<strong>đậm</strong>",
    ):
        assert shown in post
    assert "Giấy khen" in _built(folder / f"site/vinh-danh/{conferral[1]}/index.html")
    assert (folder / "site/anh/anh-dai-hoi-mau/toan-canh/960.webp").is_file()


def test_what_would_not_pass_the_check_is_not_saved(desk: Opened, editor: Editor) -> None:
    """The editor is told what `bangvang check` would say, and keeps what was written."""
    folder = desk.folder
    editor.open("articles/new")
    editor.field("title").fill("Bài sai")
    editor.field("date").fill("2021-05-17")
    editor.field("lede").fill("Lời dẫn.")
    editor.field("expires_at").fill("2021-05-31 25:00")
    assert "E113" in editor.save()
    assert not (folder / "content/articles/2021/bai-sai").exists()
    expect(editor.field("title")).to_have_value("Bài sai")


def test_a_file_that_changed_meanwhile_is_not_written_over(desk: Opened, editor: Editor) -> None:
    """Of two who write, the second is told; what the first wrote stays."""
    folder = desk.folder
    file = folder / "content/articles/2020/bai-mot.md"
    editor.open("articles/entries/2020/bai-mot")
    expect(editor.field("title")).not_to_have_value("")
    editor.field("lede").fill("Lời dẫn của tôi.")
    others = file.read_text(encoding="utf-8").replace("lede: ", "lede: Của người khác. ")
    file.write_text(others, encoding="utf-8")
    assert "đã được người khác sửa" in editor.save()
    assert file.read_text(encoding="utf-8") == others


@pytest.mark.parametrize(
    ("name", "kind", "size", "told"),
    [
        ("thu.txt", "text/plain", 10, "Chỉ nhận ảnh"),
        ("to.jpg", "image/jpeg", 50_000_000, "quá lớn"),
    ],
)
def test_what_is_no_picture_is_not_taken(
    editor: Editor, name: str, kind: str, size: int, told: str
) -> None:
    """Nor one that is larger than any camera makes; the editor is told why."""
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.accept()

    editor.page.on("dialog", hear)
    editor.open("albums/new")
    editor.upload({"name": name, "mimeType": kind, "buffer": b"x" * size})
    for _ in range(50):
        if said:
            break
        editor.page.wait_for_timeout(100)
    assert told in said[0]


def _ask(desk: Opened, request: object, **headers: str | None) -> int:
    if isinstance(request, dict):
        request = {"branch": "main", **request}
        request["params"] = {"branch": "main", **request["params"]}
    return desk.ask("POST", "/api/v1", request, **headers).status


def test_the_desk_reaches_nothing_but_the_content(desk: Opened) -> None:
    """Not other files, not hidden ones, not for pages of other sites, and nothing is deleted."""
    folder, address = desk.folder, desk

    def entry(path: str, raw: str = "x", **more: object) -> dict[str, object]:
        file = {"path": path, "slug": "x", "raw": raw}
        return {"action": "persistEntry", "params": {"dataFiles": [file], "assets": [], **more}}

    picture = base64.b64encode(b"GIF89a no picture").decode()
    asset = {"path": "content/albums/anh/x.gif", "content": picture, "encoding": "base64"}
    read = {"action": "getEntry", "params": {"path": "content/site.md"}}
    assert _ask(address, read) == 200
    assert _ask(address, read, Origin="http://other.example") == 403
    for path in ("mkdocs.yml", "content/../mkdocs.yml", "content/.git/config", "/etc/passwd"):
        assert _ask(address, {"action": "getEntry", "params": {"path": path}}) == 403, path
        assert _ask(address, entry(path)) == 403, path
    assert _ask(address, {"action": "deleteFile", "params": {"path": "content/site.md"}}) == 403
    assert _ask(address, {"action": "persistMedia", "params": {"asset": asset}}) == 415
    assert _ask(address, entry("content/articles/2021/y.md")) == 422
    assert _ask(address, entry("content/site.md", raw="")) in (409, 422)
    unseen = {"path": "content/site.md", "slug": "x", "raw": "bad"}
    hidden = {"action": "persistEntry", "params": {"entry": unseen, "assets": []}}
    assert _ask(address, hidden) == 403
    moved = entry("content/articles/2020/bai-mot.md")
    moved["params"]["dataFiles"][0]["newPath"] = "content/site.md"  # type: ignore[index]
    assert _ask(address, moved) == 403
    assert "schema_version" in (folder / "content/site.md").read_text(encoding="utf-8")
    assert _ask(address, []) == 400
    assert not (folder / "content/articles/2021/y.md").exists()


def test_a_published_desk_asks_nobody_before_one_signs_in(
    desk: Opened, browser: Browser, tmp_path: Path
) -> None:
    """It is off until mkdocs.yml names a host of Git; then it begins under its own policy."""
    Content(tmp_path / "content")
    config = whole_portal(tmp_path)
    plain = config.read_text(encoding="utf-8")
    run("build", folder=tmp_path)
    assert not (tmp_path / "site" / "quan-tri").exists()
    asked = "search: true\n      desk: {name: gitlab, repo: so/cong, branch: main"
    config.write_text(plain.replace("search: true", f"{asked}}}"), encoding="utf-8")
    assert "app_id, base_url, api_root" in run("build", folder=tmp_path, code=1)
    given = "app_id: x, base_url: https://git.example, api_root: https://git.example/api/v4}"
    config.write_text(plain.replace("search: true", f"{asked}, {given}"), encoding="utf-8")
    assert "bangvang desk --fetch" in run("build", folder=tmp_path, code=1)
    (tmp_path / ".desk").symlink_to(desk.folder / ".desk")
    run("build", folder=tmp_path)
    run("nginx", "--to", "nginx.conf", "--listen", "127.0.0.1:80", folder=tmp_path)
    policy = re.search(r'/quan-tri/" "([^"]+)"', (tmp_path / "nginx.conf").read_text())
    assert policy
    assert "connect-src 'self' blob: https://git.example;" in policy[1]
    with serve(tmp_path / "site") as address:
        page = browser.new_page(locale="vi-VN")
        faults: list[str] = []
        page.on("console", lambda m: faults.append(m.text) if "Policy" in m.text else None)
        page.on("request", lambda r: faults.append(r.url) if address not in r.url else None)
        page.route(
            "**/quan-tri/",
            lambda route: route.fulfill(
                response=(answer := route.fetch()),
                headers={**answer.headers, "content-security-policy": policy[1]},
            ),
        )
        page.goto(f"{address}quan-tri/")
        expect(page.get_by_role("button", name="GitLab")).to_be_visible()
        assert [each for each in faults if not each.startswith("data:")] == []
        page.close()
