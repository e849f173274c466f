"""The project's source in, the words that users are told out: help texts, templates of errors and of other messages.

A template is the text of a string with {} for each value put into it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import typer
from click import Command

from extractor import errors
from extractor.cli import app

SAID = {"tell", "BadParameter"}


def help_texts() -> Iterator[str]:
    """The help, epilog and option helps of the program and of each of its commands."""
    group = typer.main.get_command(app)
    commands: list[Command] = [group, *group.commands.values()]  # type: ignore[attr-defined]
    for command in commands:
        yield from (text for text in (command.help, command.epilog) if text)
        yield from (param.help for param in command.params if getattr(param, "help", None))


def templates(package: Path) -> Iterator[tuple[str, str]]:
    """Each template with its place in the source. What is put together elsewhere (a variable that no assignment of the
    same module explains, a call) is passed over."""
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted(package.rglob("*.py"))}
    names = _error_names(trees)
    for file, tree in trees.items():
        given = _assigned(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for argument in _told(node, names):
                    for text in _texts(argument, given):
                        yield text, f"{file.relative_to(package)}:{node.lineno}"


def _error_names(trees: dict[Path, ast.Module]) -> set[str]:
    names = {errors.KehoachError.__name__}
    for _ in range(4):  # as deep as errors are derived
        for tree in trees.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") in names for base in node.bases):
                    names.add(node.name)
    return names


def _told(call: ast.Call, names: set[str]) -> list[ast.expr]:
    called = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    if called in names:
        return call.args[1:3]
    return call.args[:1] if called in SAID else []


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What is assigned to each name anywhere in the module, and handed to it as a keyword of that name."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _texts(node: ast.expr, given: dict[str, list[ast.expr]], deep: bool = True) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield "".join(map(str, parts))
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, given)
        yield from _texts(node.orelse, given)
    elif isinstance(node, ast.Name) and deep:
        for value in given.get(node.id, []):
            yield from _texts(value, given, deep=False)
