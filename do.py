#!/usr/bin/env python3
"""Every habit of this repository behind one door: `python3 do.py demo`, `python3 do.py test`.

Needs Python 3.11 or newer and nothing else; what a command needs it sets up in `.venv` and
`.cache`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if sys.version_info < (3, 11):  # noqa: UP036 - says it before an import fails obscurely
    sys.exit("do.py needs Python 3.11 or newer")

from tools import demo, tests, vendor, venv
from tools.debian import find_java
from tools.neo4j.jars import find_jars
from tools.neo4j.server import Neo4jServer, Neo4jServerError
from tools.run import CACHE, StepError, run, say

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[[argparse.Namespace], int]

TYPED = ("graphapp", "loaders", "cypher", "benchmarks", "tools", "do.py")
PORT = 8020


def main() -> int:
    """Read the command line, run the command, return the exit code."""
    options, rest = _parser().parse_known_args()
    if rest and not options.takes_rest:
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = [part for part in rest if part != "--"]
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell has SIGINT ignored
        signal.signal(number, _interrupt)
    try:
        code: int = options.command(options)
    except (StepError, Neo4jServerError) as error:
        print(f"do.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _interrupt(*_: object) -> NoReturn:
    """Treat a request to end like Ctrl-C: children are stopped, the rest is tidied."""
    raise KeyboardInterrupt


def do_demo(options: argparse.Namespace) -> int:
    """Load the demo data, a whole province and a small roster, and open the sites on 127.0.0.1."""
    return demo.main(venv.ensure(venv.RUNTIME), options.port, small=options.small)


def do_test(options: argparse.Namespace) -> int:
    """Run the tests; what can't be had is skipped, with one line at the end for each."""
    venv.ensure(venv.EVERYTHING)
    return tests.main(options.rest, long=options.long, no_skip=options.no_skip)


def do_check(_: argparse.Namespace) -> int:
    """Run the gate: format, lint, types, import contract, generated pages."""
    venv.ensure(venv.EVERYTHING)
    failed = [name for name, step in _gate().items() if not _passes(name, step)]
    say(f"check: {'FAILED: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


def _gate() -> dict[str, Callable[[], int]]:
    def command(*words: str) -> Callable[[], int]:
        return lambda: run([venv.program(words[0]), *words[1:]])

    contract = ("lint-imports", "--no-logo", "--cache-dir", str(CACHE / "import_linter"))
    return {
        "format": command("ruff", "format", "--check", "."),
        "lint": command("ruff", "check", "."),
        "types": command("mypy", *TYPED),
        "import contract": command(*contract),
        "generated pages": lambda: _generate(check=True),
    }


def _passes(name: str, step: Callable[[], int]) -> bool:
    say(f"--- {name}")
    return step() == 0


def do_fmt(_: argparse.Namespace) -> int:
    """Format the code and mend what the linter can mend."""
    venv.ensure(venv.EVERYTHING)
    ruff = venv.program("ruff")
    mended = run([ruff, "check", "--fix", "."])
    formatted = run([ruff, "format", "."])
    return mended or formatted


def do_gen(options: argparse.Namespace) -> int:
    """Write the generated pages and screenshots, fetch missing vendored files; --check compares."""
    venv.ensure(venv.EVERYTHING)
    return _generate(check=options.check)


def _generate(*, check: bool) -> int:
    flags = ["--check"] if check else []
    pages = run([venv.python(), "-m", "graphapp.docs", *flags])
    shown = 0 if check else run([venv.python(), "-m", "tools.gallery"])
    return vendor.main(flags) or pages or shown


def do_lock(_: argparse.Namespace) -> int:
    """Make requirements.txt and requirements-dev.txt again from pyproject.toml."""
    venv.ensure(venv.EVERYTHING)
    clean = ["--no-emit-find-links", "--no-emit-index-url", "--no-header", "--no-annotate"]
    exact = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", *clean]
    options = ["pyproject.toml", *exact, "--extra", "editable"]

    def compiled(*more: str) -> int:
        return run([venv.program("uv"), "pip", "compile", *options, *more])

    # constrained, so that both locks name the same versions
    everything = compiled("--extra", "dev", "-o", venv.EVERYTHING)
    return everything or compiled("-c", venv.EVERYTHING, "-o", venv.RUNTIME)


def do_neo4j(options: argparse.Namespace) -> int:
    """Run a real Neo4j on a free loopback port, without a password, until Ctrl-C."""
    java, jars = find_java(), find_jars()
    if not (java.path and jars.path):
        raise StepError(java.why_not or jars.why_not)
    with tempfile.TemporaryDirectory(prefix="graphapp-neo4j-") as temporary:
        home = Path(options.home or temporary)
        with Neo4jServer(jars.path, home, java=java.path) as server:
            say(f"{server.uri} (no password; data in {home}; Ctrl-C stops it)")
            return server.wait()


def do_bench(options: argparse.Namespace) -> int:
    """Measure; the arguments go to the benchmarks."""
    return run([venv.ensure(venv.EVERYTHING), "-m", "benchmarks", *options.rest])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="do.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(command: Command, *, takes_rest: bool = False) -> argparse.ArgumentParser:
        summary = command.__doc__ or ""
        name = command.__name__.removeprefix("do_")
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(command=command, takes_rest=takes_rest)
        return added

    port = f"port of the site (default {PORT}, or any free one when that is taken)"
    shown = add(do_demo)
    shown.add_argument("--port", type=int, default=PORT, help=port)
    shown.add_argument("--small", action="store_true", help="the small roster alone, in seconds")
    test = add(do_test, takes_rest=True)
    test.epilog = "Other arguments go to pytest; with any, coverage isn't measured."
    test.add_argument("--no-skip", action="store_true", help="a skipped test is a failure")
    test.add_argument("--long", action="store_true", help="the long run, in full counts")
    add(do_check)
    add(do_fmt)
    add(do_gen).add_argument("--check", action="store_true", help="compare, write nothing")
    add(do_lock)
    add(do_neo4j).add_argument("--home", help="folder for its data (default: a temporary one)")
    add(do_bench, takes_rest=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
