"""Reads the word lists: "#" begins a comment, "|" parts spellings, "[name]" begins a section."""

from collections.abc import Iterator
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    text = (files("domain.search") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """Every spelling on the left of "=" with what stands on its right."""
    for line in lines(name):
        lefts, _, right = line.partition("=")
        for left in lefts.split("|"):
            yield left.strip(), right.strip()


def sections(name: str) -> Iterator[tuple[str, str]]:
    """Every spelling with the section that it stands in."""
    section = ""
    for line in lines(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            yield from ((section, phrase.strip()) for phrase in line.split("|"))
