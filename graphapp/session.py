"""One call of the command line: where it reads and prints, in which words, on which store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TextIO

from graphapp.console import place_line
from graphapp.domain.as_json import error_json
from graphapp.door import Reply, Request, ask
from graphapp.errors import GraphappError, StoreBusyError
from graphapp.i18n import Translator
from graphapp.model.policy import Policy, policy_of
from graphapp.settings import Settings, from_environment
from graphapp.words import Words
from graphapp.write import Store, open_store


class Answered(Exception):  # noqa: N818 - no error: the running site has answered in our place
    """Leads out of a command whose answer came through the door."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


@dataclass
class Session:
    """One call of the command line: where it reads and prints, and the store if one is open."""

    argv: Sequence[str]
    out: TextIO
    err: TextIO
    cwd: Path
    opened: Store | None = None
    as_json: bool = False
    settings: Settings = field(default_factory=Settings)
    ask: Callable[[str], bool] | None = None
    """Asks whoever sits at the terminal; None where nobody does."""
    in_force: Policy | None = None
    """The policy of the store that this call opened, kept for its words."""

    @property
    def words(self) -> Words:
        """Speak the language of the settings."""
        return Words(Translator(self.settings.lang), self.policy)

    @property
    def policy(self) -> Policy:
        """Return the policy in force; before a store is open, that of the settings."""
        if self.opened is not None:
            return self.opened.policy()
        return self.in_force or policy_of(self.settings.policy)

    def say(self, text: str) -> None:
        """Print one line."""
        self.out.write(f"{text}\n")

    def answer(self, made: dict[str, Any], lines: Iterable[str]) -> None:
        """Print an answer: as JSON if asked for, else in words."""
        if self.as_json:
            self.say(json.dumps(made, ensure_ascii=False))
            return
        for line in lines:
            self.say(line)

    def settings_for(self, home: Path | None, lang: str | None) -> Settings:
        """Return the settings of this call; in the site, the language alone is the caller's."""
        if self.opened is not None:
            return replace(self.settings, lang=lang or self.settings.lang)
        return from_environment({"home": home, "lang": lang})

    def say_address(self, address: str) -> None:
        """Tell where the site is, at once."""
        self.say(self.words.text("cli.site", address=address))
        self.out.flush()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the data folder; where the site holds it, let the site answer instead."""
        if self.opened is not None:
            yield self.opened
            return
        reply = ask(
            self.settings.home, Request(tuple(self.argv), str(self.cwd), self.settings.lang)
        )
        if reply is not None:
            raise Answered(reply)
        with self.own_store() as store:
            yield store

    @contextmanager
    def own_store(self) -> Iterator[Store]:
        """Open the data folder in this process and tell what had to be mended.

        Raises:
            StoreBusyError: another process has it.
        """
        if self.opened is not None:
            raise StoreBusyError("store.busy", home=str(self.settings.home))
        with open_store(self.settings) as store:
            self.in_force = store.policy()
            for notice in store.notices:
                self.err.write(self.words.text(notice.message, **notice.values) + "\n")
            yield store

    def complain(self, error: GraphappError) -> int:
        """Put an error into words, or JSON if asked for; returns its exit code."""
        words = Translator(self.settings.lang)
        told = error_json(error, words)
        if self.as_json or "--json" in self.argv:
            self.err.write(json.dumps(told, ensure_ascii=False) + "\n")
            return error.exit_code
        self.err.write(told["error"]["message"] + "\n")
        for place in error.places:
            self.err.write(f"  {place_line(place, words)}\n")
        return error.exit_code
