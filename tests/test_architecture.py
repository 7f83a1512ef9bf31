"""The rules of ARCHITECTURE.md, held by reading the code."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.sources import (
    PACKAGES,
    ROOT,
    Module,
    broad_excepts,
    calls,
    classes,
    depth,
    functions,
    length,
    modules,
    sentences,
)

CODE = modules()

PLANTED = {
    "domain/clock.py": "import storage.inbox",
    "domain/text.py": "import httpx",
    "handlers/help.py": "import sqlalchemy",
    "handlers/language.py": "import aiogram",
    "bot/channels/console.py": "import handlers.turn",
    "bot/channels/web/pace.py": "import bot.channels.telegram.state",
}
"""Imports that must be seen: together they break every contract."""

BROAD_EXCEPTS = {
    "bot/writer.py:_write": "hands the failure of a transaction to whoever waits for an item of it",
    "bot/channels/web/chat.py:_answered": "a visitor is told in a sentence, the log gets class and place",
    "bot/sender.py:_outcome": "whatever a channel throws, the row must end",
    "bot/supervision.py:went_well": "a loop, a conversation, a commit to tell of: the others go on",
    "bot/turns.py:_decided": "a dialog that fails ends in an apology to that person alone",
}

VIETNAMESE_DATA = {
    "domain/dossier_codes.py": "the words that people put before a code",
    "domain/calendar/limits.py": "units of time limits, as the records write them",
    "domain/search/decision.py": "levels of government, as the records name them",
    "domain/search/requests.py": "the words that part two questions in one message",
}
"""Vietnamese in code that nobody is told: it is compared, not said."""

LONG_BY_NATURE = "storage/migrations/"
"""A migration is a list of columns, written once."""

MACHINE_TIME = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
TRANSACTIONS = ("database.write", "database.read")
UNSUPERVISED = {"asyncio.create_task", "asyncio.ensure_future"}
VAGUE = ("Manager", "Helper", "Utils", "Base", "Impl")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )


def contracts() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy with a forbidden import in each of some modules."""
    copy = tmp_path_factory.mktemp("planted")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, line in PLANTED.items():
        module = copy / name
        module.write_text(f"{module.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    return lint_imports(copy).stdout


def modules_loaded(folder: Path, **settings: str) -> set[str]:
    """The top-level packages in memory once the whole product has been put together."""
    program = "import sys, bot.app, bot.config; bot.app.build(bot.config.Settings()); print(*sys.modules)"
    known = {name: value for name, value in os.environ.items() if "__" not in name}
    environment = {
        **known,
        "PYTHONPATH": str(ROOT),
        "DATABASE__URL": f"sqlite:///{folder}/motcua.db",
        **settings,
    }
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in ran.stdout.split()}


def test_the_import_contracts_are_kept() -> None:
    linted = lint_imports(ROOT)

    assert linted.returncode == 0, linted.stdout


def test_a_planted_import_breaks_every_contract(planted: str) -> None:
    broken = {name for name in contracts() if f"{name} BROKEN" in planted}

    assert broken == contracts()


def test_without_a_token_no_telegram_library_is_loaded(tmp_path: Path) -> None:
    assert modules_loaded(tmp_path) & {"aiogram", "telegram", "aiohttp"} == set()


def test_with_a_token_both_telegram_libraries_are_loaded(tmp_path: Path) -> None:
    assert modules_loaded(tmp_path, TELEGRAM__TOKEN="1:a") >= {"aiogram", "telegram"}


def test_no_file_is_longer_than_350_lines() -> None:
    assert {module.name: module.length for module in CODE if module.length > 350} == {}


def test_half_of_the_files_have_100_lines_at_most() -> None:
    assert median(module.length for module in CODE) <= 100


def test_no_function_is_longer_than_45_lines() -> None:
    long = {
        f"{module.name}:{function.name}": length(function)
        for module in CODE
        if not module.name.startswith(LONG_BY_NATURE)
        for function in functions(module)
        if length(function) > 45
    }
    assert long == {}


def test_most_functions_are_short() -> None:
    lengths = [length(function) for module in CODE for function in functions(module)]

    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 20


def test_no_function_nests_deeper_than_three() -> None:
    deep = [
        f"{module.name}:{function.name}"
        for module in CODE
        for function in functions(module)
        if depth(function) > 3
    ]
    assert deep == []


def test_whatever_comes_is_caught_in_the_named_places_only() -> None:
    assert sorted(place for module in CODE for place in broad_excepts(module)) == sorted(BROAD_EXCEPTS)


def test_only_the_clock_reads_the_time() -> None:
    readers = {module.name for module in CODE if calls(module) & MACHINE_TIME}

    assert readers == {"domain/clock.py"}


def test_all_work_is_started_in_a_supervised_group() -> None:
    assert [module.name for module in CODE if calls(module) & UNSUPERVISED] == []


def test_only_the_database_ends_a_transaction() -> None:
    committing = [
        module.name
        for module in CODE
        if any(name.endswith((".commit", ".rollback")) for name in calls(module))
    ]
    assert committing == []


def test_transactions_are_opened_at_the_edge_only() -> None:
    opening = {module.name for module in CODE if any(name.endswith(TRANSACTIONS) for name in calls(module))}

    assert opening
    assert {name for name in opening if not name.startswith("bot/")} == set()


def test_channels_open_no_transaction() -> None:
    channels = [module for module in CODE if module.name.startswith("bot/channels/")]

    assert channels
    assert [module.name for module in channels if "storage." in module.source] == []


def test_packages_say_nothing_of_their_own() -> None:
    speaking = [
        path for package in PACKAGES for path in (ROOT / package).rglob("__init__.py") if path.read_text()
    ]

    assert speaking == []


def test_no_class_has_a_vague_name() -> None:
    names = {name for module in CODE for name in classes(module)}

    assert names
    assert {name for name in names if name.startswith(VAGUE) or name.endswith(VAGUE)} == set()


@pytest.mark.parametrize("module", CODE, ids=lambda module: module.name)
def test_texts_for_people_stand_in_catalogues(module: Module) -> None:
    assert bool(sentences(module)) is (module.name in VIETNAMESE_DATA)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"Xin chào ông bà"', []),
        ('say = "Xin chào ông bà"', ["Xin chào ông bà"]),
        ('say = f"Còn {n} tin đang chờ"', [" tin đang chờ"]),
        ('Option(help="Mở cửa chính")', []),
        ('name = "Nghệ An"', []),
    ],
)
def test_a_sentence_is_told_from_a_docstring_and_a_name(source: str, found: list[str]) -> None:
    assert sentences(Module("planted.py", source)) == found


@pytest.mark.parametrize(
    "caught", ["except:", "except Exception:", "except (ValueError, BaseException) as e:"]
)
def test_every_way_to_catch_all_is_seen(caught: str) -> None:
    source = f"def act():\n    try:\n        go()\n    {caught}\n        pass\n"

    assert list(broad_excepts(Module("planted.py", source))) == ["planted.py:act"]


def test_what_is_caught_and_passed_on_is_not_kept() -> None:
    source = "def act():\n    try:\n        go()\n    except Exception:\n        log()\n        raise\n"

    assert list(broad_excepts(Module("planted.py", source))) == []


def test_a_narrow_except_is_no_broad_one() -> None:
    source = "def act():\n    try:\n        go()\n    except ValueError:\n        pass\n"

    assert list(broad_excepts(Module("planted.py", source))) == []


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        ("pass", 0),
        ("if a: pass\n elif b: pass\n elif c: pass\n else: pass", 1),
        ("for a in b:\n  if a:\n   while c: pass", 3),
        ("with a:\n  try:\n   for b in c:\n    if b: pass\n  finally: pass", 4),
    ],
)
def test_depth_counts_blocks_within_blocks(body: str, deep: int) -> None:
    function = next(functions(Module("planted.py", f"def act():\n {body}\n")))

    assert depth(function) == deep
