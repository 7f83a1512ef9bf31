"""The product's own modules, parsed, for tests that read code."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "handlers", "storage", "domain")

Function = ast.FunctionDef | ast.AsyncFunctionDef

_VIETNAMESE_WORD = re.compile(r"\w*[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ\u1ea0-\u1ef9]\w*", re.IGNORECASE)
_BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


@dataclass(frozen=True, slots=True)
class Module:
    """`name` is the path from the root, such as `bot/app.py`."""

    name: str
    source: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.source)

    @property
    def length(self) -> int:
        return len(self.source.splitlines())


@cache
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def modules(root: Path = ROOT) -> list[Module]:
    """Every module that says something: packages' `__init__.py` are empty."""
    paths = sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))
    found = (Module(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in paths)
    return [module for module in found if module.source]


def functions(module: Module) -> Iterator[Function]:
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def classes(module: Module) -> Iterator[str]:
    return (node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))


def length(function: Function) -> int:
    """Lines from `def` to the last one, decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other; an `elif` is no deeper than its `if`."""
    return max((_depth_of(child) for child in ast.iter_child_nodes(node)), default=0)


def _depth_of(node: ast.AST) -> int:
    if isinstance(node, Function | ast.ClassDef):
        return 0
    if isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        body = max((_depth_of(child) for child in node.body), default=0)
        return max(1 + body, _depth_of(node.orelse[0]))
    return depth(node) + isinstance(node, _BLOCKS)


def calls(module: Module) -> set[str]:
    """Every dotted name that is called or passed on, such as `datetime.now`."""
    return {ast.unparse(node) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}


def broad_excepts(module: Module) -> Iterator[str]:
    """The functions that catch whatever comes and keep it, once for each time they do."""
    for function in functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _passes_on(node):
                yield f"{module.name}:{function.name}"


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or bool(re.search(r"\b(Base)?Exception\b", ast.unparse(handler.type)))


def _passes_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def sentences(module: Module) -> list[str]:
    """Strings of two Vietnamese words or more, docstrings and the help of commands left out."""
    tree = module.tree
    excused = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    excused |= {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "help"
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in excused)
    return [
        node.value
        for node in strings
        if isinstance(node.value, str) and len(_VIETNAMESE_WORD.findall(node.value)) > 1
    ]
