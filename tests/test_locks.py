"""The lock files hold everywhere and tomorrow: hashes, no address, every extra pinned."""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([\w.-]+)(?:\[([\w,-]+)\])?==\S+(?: ;.*)? \\$", re.MULTILINE)


def locked(name: str) -> dict[str, set[str]]:
    """The packages of a lock file, with the extras that it pins of each."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {package: set(extras.split(",")) - {""} for package, extras in LOCKED.findall(text)}


def asked(packages: dict[str, set[str]]) -> Iterator[Requirement]:
    """What the project and its packages ask for."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        yield from map(Requirement, tomllib.load(file)["project"]["dependencies"])
    for package, extras in packages.items():
        try:
            lines = importlib.metadata.requires(package) or []
        except importlib.metadata.PackageNotFoundError:  # a package of another system
            continue
        for requirement in map(Requirement, lines):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras}):
                yield requirement


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_every_extra_that_is_asked_for_is_pinned(name: str) -> None:
    """Without it pip takes the newest release for the extra, and stops for want of its hash."""
    packages = locked(name)
    assert len(packages) > 30

    missing = [
        f"{requirement.name}[{extra}]"
        for requirement in asked(packages)
        for extra in requirement.extras - packages.get(requirement.name.lower().replace("_", "-"), set())
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")

    pins = re.findall(r"^[^\s#].*(?:\n .*)*", text, re.MULTILINE)
    assert len(pins) == len(locked(name))
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
    assert "://" not in text
