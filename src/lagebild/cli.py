"""The command `lagebild`: a table of commands, each a plain function in `lagebild.commands`.

Only the command that is called is imported, so that `--help` and `--version` answer at once; the others stand in
the list of `--help` with the line below. A new command is one line here and `commands/NAME.py` with a function NAME.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module

COMMANDS = {
    # reading and the store
    "read": "Read articles: who did what to whom, who said what, when and where.",
    "show": "Show what a store holds: the picture, one article or one actor.",
    "search": "Find articles and quotes in a store.",
    "export": "Write a store as JSON Lines or CSV.",
    "check": "Check reports against the five rules that each report keeps.",
    "schema": "Print the JSON Schema of a report.",
    "serve": "Look at a store in the browser.",
    "series": "Count events a day, week, month or year.",
    "corrections": "List, export, import or undo what people corrected.",
    "rebuild": "Make the picture anew from the stored reports and corrections.",
    "watch": "Watch feeds and sitemaps: fetch, read and keep what is new.",
    "status": "Show what was read from where, what failed, what a newer reader would read anew.",
    "retry": "Try again what could not be read.",
    "formats": "List the kinds of input.",
    "reread": "Read the stored articles again, after an update.",
    # one kind of record, to look at or to pipe on
    "parse": "Show tokens, tags, trees and names of an article.",
    "times": "Show the time expressions of an article and their dates.",
    "places": "Show the places of an article.",
    "quotes": "Show who said what in an article.",
    "actors": "Show the actors of an article with all their mentions.",
    "events": "Show the events of an article.",
    "who": "Look an actor up in the knowledge base.",
    "knowledge": "Show or check what the reader knows beforehand.",
}
USAGE, INTERRUPTED, BROKEN_PIPE = 2, 130, 141


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 all read, 1 some articles failed, 2 unusable arguments."""
    args = list(sys.argv[1:] if argv is None else argv)
    if args in (["--version"], ["-V"]):
        from lagebild.version import MODEL, VERSION

        print(f"lagebild {VERSION} (model {MODEL})")
        return
    build(args)(args=args, prog_name="lagebild")


def build(args: Sequence[str] = ()) -> Callable[..., None]:
    """The Typer app, with the command that `args` names imported and the others as lines of help."""
    import typer

    app = typer.Typer(
        help="Lagebild reads news and keeps the picture: who did what to whom, who said what, when and where.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(epilog="`lagebild COMMAND --help` explains a command. `lagebild --version` names version and model.")
    def _root() -> None:
        pass

    called = next((a for a in args if not a.startswith("-")), None)
    for name, text in COMMANDS.items():
        app.command(name, help=None if name == called else text)(_function(name) if name == called else _only_help)
    return app


def _only_help() -> None:
    """Stands for a command that is not called in this run."""


def _function(name: str) -> Callable[..., None]:
    """The function of a command, its ends worded. (Typer would exit with 1 for a closed pipe: some articles failed.)"""
    from lagebild.commands.common import Unusable

    function: Callable[..., None] = getattr(import_module(f"lagebild.commands.{name}"), name)

    @wraps(function)
    def call(*args: object, **options: object) -> None:
        try:
            function(*args, **options)
            sys.stdout.flush()
        except Unusable as error:
            print(f"lagebild: {error}", file=sys.stderr)
            sys.exit(USAGE)
        except KeyboardInterrupt:
            print("lagebild: interrupted", file=sys.stderr)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output has gone (`lagebild ... | head`). Python would complain again when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(BROKEN_PIPE)

    return call


if __name__ == "__main__":
    main()
