"""What the papers say of the code is true: their links, paths, commands and numbers."""

import re
from pathlib import Path

import pytest

from bot.cli.main import app
from bot.sample.catalogue import load_procedures

ROOT = Path(__file__).resolve().parents[1]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]+)(?:#([^)]+))?\)")
PATH = re.compile(r"`((?:bot|handlers|storage|domain|tests|docs|benchmarks|requirements)/[\w./-]*)`")
TARGET = re.compile(r"(?:`|^|motcua |… )make ([a-z][a-z-]*)", re.MULTILINE)
COMMAND = re.compile(r"(?:`|bin/)motcua ([a-z][a-z-]+)")

ELSEWHERE = ("http://", "https://")


def named(paper: Path) -> str:
    return paper.relative_to(ROOT).as_posix()


def anchors(paper: Path) -> set[str]:
    """The places inside a paper that a link may lead to, as the hosting page names them."""
    heads = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def commands() -> set[str]:
    single = {str(each.name or getattr(each.callback, "__name__", "")) for each in app.registered_commands}
    return single | {str(group.name) for group in app.registered_groups}


@pytest.mark.parametrize("paper", PAPERS, ids=named)
def test_every_link_leads_somewhere(paper: Path) -> None:
    lost = []
    for target, anchor in LINK.findall(paper.read_text(encoding="utf-8")):
        path = paper.parent / target
        is_here = target.startswith(ELSEWHERE) or path.exists()
        if not is_here or (anchor and anchor not in anchors(path)):
            lost.append(f"{target}#{anchor}")

    assert lost == []


@pytest.mark.parametrize("paper", PAPERS, ids=named)
def test_every_path_that_is_named_exists(paper: Path) -> None:
    paths = PATH.findall(paper.read_text(encoding="utf-8"))

    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=named)
def test_every_make_target_that_is_named_exists(paper: Path) -> None:
    named_targets = set(TARGET.findall(paper.read_text(encoding="utf-8")))

    assert named_targets - targets() == set()


@pytest.mark.parametrize("paper", PAPERS, ids=named)
def test_every_command_that_is_named_exists(paper: Path) -> None:
    told = set(COMMAND.findall(paper.read_text(encoding="utf-8")))

    assert told - commands() == set()


@pytest.mark.parametrize("paper", ["README.md", "README.en.md", "CHANGELOG.md"])
def test_the_number_of_sample_procedures_is_the_true_one(paper: str) -> None:
    said = re.findall(
        r"(\d+) (?:thủ tục mẫu|sample procedures|procedures)", (ROOT / paper).read_text("utf-8")
    )

    assert {int(number) for number in said} == {len(load_procedures())}


@pytest.mark.parametrize("paper", ["README.md", "README.en.md"])
def test_the_date_of_the_data_is_the_true_one(paper: str) -> None:
    dates = {procedure.data_date for procedure in load_procedures()}
    said = {"README.md": "{:%d/%m/%Y}", "README.en.md": "{:%d %B %Y}"}[paper]

    assert all(said.format(date).lstrip("0") in (ROOT / paper).read_text("utf-8") for date in dates)


def test_both_readmes_have_the_same_parts() -> None:
    shapes = [
        re.findall(r"^(#+|```|\||- |!\[)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        for name in ("README.md", "README.en.md")
    ]
    assert shapes[0] == shapes[1]


def test_every_decision_has_its_number_and_its_four_parts() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    for number, page in enumerate(pages, 1):
        text = page.read_text(encoding="utf-8")

        assert text.startswith(f"# {number}. "), page.name
        parts = re.findall(r"^\*\*(\w[\w ]*)\.\*\*", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "What lost", "Consequences"], page.name


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = {target for target, _ in LINK.findall((folder / "README.md").read_text(encoding="utf-8"))}

    assert listed == {page.name for page in folder.glob("0*.md")}
