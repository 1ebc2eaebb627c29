"""The honour roll in Chromium: filters, order, links to a view, keys, no script, many entries."""

import csv
import gzip
import statistics
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from support import Content, Visit, build_portal, portal_without_search, serve

pytestmark = pytest.mark.browser

MANY = 50_000
EACH = 200
"""Conferrals in one article of the large roll."""


def _names(page: Page) -> list[str]:
    return page.locator("[data-bv-roll] tbody th [data-honoree]").all_text_contents()


def test_a_filtered_view_can_be_linked(visit: Visit, browser: Browser) -> None:
    """Filter by district and year, sort by name, copy the address, open it elsewhere."""
    page = visit.go("bang-vang/")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(6)
    page.get_by_label("Địa bàn").select_option(label="Thành phố Bắc Kạn (2)")
    page.get_by_label("Năm", exact=True).select_option(label="2020 (2)")
    page.get_by_role("button", name="Người, tập thể được khen").click()
    expect(page.get_by_role("status")).to_have_text("Tìm thấy 2 lượt khen thưởng")
    shown = _names(page)
    assert shown == [
        "Đảng bộ, chính quyền và nhân dân thành phố Bắc Kạn",
        "Trường Mầm non Đức Xuân",
    ]
    assert page.url.endswith("bang-vang/?nam=2020&dia-ban=thanh-pho-bac-kan&xep=ten")
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator("[data-bv-roll] tbody th [data-honoree]")).to_have_count(2)
    assert _names(other) == shown
    expect(other.get_by_label("Địa bàn")).to_have_value(page.get_by_label("Địa bàn").input_value())
    head = other.get_by_role("columnheader", name="Người, tập thể được khen")
    expect(head).to_have_attribute("aria-sort", "ascending")
    other.close()
    page.go_back()
    expect(page.get_by_role("columnheader", name="Thời gian")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_role("button", name="Bỏ mọi bộ lọc").click()
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(6)


def test_a_name_is_found_without_diacritics_and_by_keys_alone(visit: Visit) -> None:
    """From the heading on with Tab, letters, arrows and Enter."""
    page = visit.go("bang-vang/")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(6)
    page.locator("h1").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("duc xuan")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.href || ''").endswith("#c5g2v8d"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Trường Mầm non Đức Xuân")
    assert page.url.endswith("vinh-danh/h5ducxuan/#c5g2v8d")


def test_without_a_script_an_honour_is_four_clicks_away(browser: Browser, served: str) -> None:
    """Home, roll, year, honoree."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.locator(".bv-nav li a", has_text="Bảng vàng").click()
    page.locator(".bv-ways a", has_text="2020").first.click()
    page.locator(".bv-roll a", has_text="Nguyễn Ngọc Hoa").click()
    expect(page.locator("h1")).to_have_text("Nguyễn Ngọc Hoa")
    expect(page.locator(".bv-honours")).to_contain_text("Chiến sĩ thi đua toàn quốc")
    context.close()


def test_the_roll_works_from_a_disk(browser: Browser, portal: Path) -> None:
    """Data are scripts: nothing is fetched that a disk would refuse."""
    page = browser.new_page()
    page.goto((portal / "bang-vang" / "index.html").as_uri())
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(6)
    page.get_by_label("Tìm theo tên").fill("ngoc hoa")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(1)
    page.close()


def _large(folder: Path) -> Path:
    """Return a built portal with conferrals of twenty years."""
    content = Content(folder / "content")
    content.conferrals(MANY // EACH, EACH, years=20)
    portal_without_search(folder)
    build_portal(folder / "site")
    return folder / "site"


@pytest.mark.long
def test_fifty_thousand_conferrals_are_quick_to_filter(
    tmp_path: Path, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is loaded before the first filter is small; the times are printed, not judged."""
    with serve(_large(tmp_path)) as base:
        context = browser.new_context()
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        begun = time.perf_counter()
        page.goto(f"{base}bang-vang/")
        page.locator("[data-bv-roll] table[aria-busy=false]").wait_for()
        opened = time.perf_counter() - begun
        loaded = sum(len(answer.body()) for answer in answers)
        packed = sum(len(gzip.compress(answer.body())) for answer in answers)
        assert loaded <= 500_000
        page.get_by_label("Tìm theo tên").focus()
        page.wait_for_load_state("networkidle")
        times = [page.evaluate(_FILTER, number % 8 + 1) for number in range(20)]
        page.get_by_role("button", name="Bỏ mọi bộ lọc").click()
        expect(page.get_by_role("status")).to_have_text(
            "Tìm thấy 50.001 lượt khen thưởng, hiện 50 trên 50.001"
        )
        page.get_by_label("Tìm theo tên").fill("mau so 49999")
        expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(1)
        context.close()
    with capsys.disabled():
        print(
            f"\n{MANY:,} conferrals: usable after {opened:.2f} s, {loaded / 1000:.0f} KB loaded, "
            f"{packed / 1000:.0f} KB compressed; a filter answers in "
            f"{statistics.median(times):.0f} ms (median of {len(times)}, "
            f"slowest {max(times):.0f} ms)"
        )


# Chooses a district, and waits until rows of it have been drawn.
_FILTER = """async (choice) => {
  const select = document.getElementById("bv-loc-dia-ban");
  const body = document.querySelector("[data-bv-roll] tbody");
  const name = select.options[choice].textContent.replace(/ \\(.*/, "");
  const begun = performance.now();
  const drawn = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (!body.textContent.includes(name)) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - begun));
    }).observe(body, { childList: true });
  });
  select.value = String(choice);
  select.dispatchEvent(new Event("change"));
  return drawn;
}"""


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_on_a_telephone_the_first_honour_is_in_sight(visit: Visit) -> None:
    """Filters are behind one button that tells their number; the order is one choice."""
    page = visit.go("bang-vang/")
    row = page.locator("[data-bv-roll] tbody tr").first
    box = row.bounding_box()
    assert box
    assert box["y"] + 40 < 740
    page.get_by_label("Sắp xếp theo").select_option(label="Người, tập thể được khen")
    expect(page.locator("[data-bv-roll] tbody th [data-honoree]").last).to_have_text(
        "Trường Mầm non Đức Xuân"
    )
    page.get_by_text("Bộ lọc", exact=True).click()
    page.get_by_label("Năm", exact=True).select_option(label="2020 (5)")
    expect(page.locator(".bv-roll__more summary")).to_have_text("Bộ lọc (1)")
    page.go_back()
    expect(page.locator(".bv-roll__more summary")).to_have_text("Bộ lọc")


def test_what_is_filtered_can_be_taken_along(visit: Visit) -> None:
    """Exactly these rows, in this order, with whole addresses."""
    page = visit.go("bang-vang/?dia-ban=thanh-pho-bac-kan&xep=ten")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(2)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải danh sách này (CSV)").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0][0] == "Người, tập thể được khen"
    assert [row[0] for row in rows[1:]] == _names(page)
    assert rows[2][-1].startswith("https://bangvang.example/vinh-danh/h5ducxuan/")


def test_going_back_shows_the_words_that_were_typed(visit: Visit) -> None:
    """Although the field is still the one that has the keyboard."""
    page = visit.go("bang-vang/?ten=duc+xuan")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Bỏ mọi bộ lọc").click()
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(6)
    page.get_by_label("Tìm theo tên").focus()
    page.go_back()
    expect(page.get_by_label("Tìm theo tên")).to_have_value("duc xuan")
