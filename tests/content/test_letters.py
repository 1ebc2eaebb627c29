"""Letters of old fonts in content: they are converted, and no letter is lost."""

from support import Content, run

OLD = "Ngµy 15/7, tØnh tæ chøc héi nghÞ biÓu d\u00ad\u00acng.\n\nTrong n\u00ad\u00edc.\n"
NEW = "Ngày 15/7, tỉnh tổ chức hội nghị biểu dương.\n\nTrong nước.\n"


def test_a_fix_converts_letters_and_loses_none(content: Content) -> None:
    """The soft hyphen of TCVN3 is the letter ư; that of a long word goes."""
    file = content.article("cu", OLD + "\nMột quả mar\u00adket.")
    assert "E055" in run("check", "--content", content.folder, code=1)
    run("check", "--fix", "--content", content.folder)
    text = (content.folder / file).read_text(encoding="utf-8")
    assert text.endswith(f"---\n{NEW}\nMột quả market.\n")
    assert "E055" not in run("check", "--content", content.folder)


def test_a_fix_leaves_a_file_with_halves_of_a_merge(content: Content) -> None:
    """Which of the two is right, only a person knows."""
    file = content.article("hai", "<<<<<<< HEAD\nMột\u200b.\n=======\nHai.\n>>>>>>> khac")
    before = (content.folder / file).read_bytes()
    assert "E054" in run("check", "--fix", "--content", content.folder, code=1)
    assert (content.folder / file).read_bytes() == before


def test_old_letters_are_found_when_few_of_them_are_not_vietnamese(content: Content) -> None:
    """Of these only Þ is none; the others are spelt as letters of Vietnamese are."""
    content.article("nghi", "NghÞ quyÕt thÞ trÊn bÞ thÓ.")
    said = run("check", "--content", content.folder, code=1)
    assert "articles/2020/nghi.md:6: E055" in said
