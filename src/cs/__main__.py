"""The entry point: language first, then the command; every ending becomes an exit code.

0 fine; 1 findings or no answer; 2 usage, unreadable input or a broken policy; 130 for Ctrl-C;
141 when the reader of a pipe went away. A traceback means a bug of ours.
"""

import gc
import gettext
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cs.locale import (
    CATALOGUES,
    DOMAIN,
    LANGUAGES,
    _,
    language_of_environment,
    set_language,
)

INTERRUPTED = 130
READER_GONE = 141


def main() -> None:
    """Run the command line of this process and exit."""
    # what is imported lives to the end: looking through it for garbage is a tenth of a short run
    gc.set_threshold(100_000, 20, 20)
    # other packages' plugins would change what is valid, and searching for them takes time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run `cs` with these arguments; returns its exit code."""
    _survive_any_terminal()
    rest, wanted = take_language(arguments)
    language = language_of_environment(os.environ) if wanted is None else fold_language(wanted)
    with _speaking(language, asked=wanted is not None):
        if wanted is not None and language is None:
            return _unknown_language(wanted)
        return _run_quietly(rest)


def take_language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without `--lang`, wherever it stands, and its last value.

    A `--lang` without value is left for Typer to report; nothing is read after `--`.
    """
    rest: list[str] = []
    wanted: str | None = None
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return [*rest, argument, *waiting], wanted
        if argument == "--lang" and waiting:
            wanted = waiting.pop(0)
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        else:
            rest.append(argument)
    return rest, wanted


def fold_language(text: str) -> str | None:
    """`zh`, `zh_CN`, `zh-Hans`, `en-GB` … as one of `LANGUAGES`; None for any other."""
    folded = text.strip().lower().replace("_", "-").split("-")[0]
    return folded if folded in LANGUAGES else None


@contextmanager
def _speaking(language: str | None, *, asked: bool) -> Iterator[None]:
    """Speak a language; gettext's own domain is bound for the texts that Typer takes from it."""
    set_language(language, asked=asked)
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language or "en"
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def _unknown_language(wanted: str) -> int:
    from cs.terminal import fail

    known = _(", ").join(LANGUAGES)
    return fail(
        _("{value} is not one of {known}.").format(
            value=_("'{text}'").format(text=wanted), known=known
        )
    ).code


def _run_quietly(arguments: list[str]) -> int:
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        return _trouble(error)
    return code


def _dispatch(arguments: list[str]) -> int:
    import typer
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

    from cs.cli import root
    from cs.terminal import Stop, fail, say
    from cs.usage import describe, usage_and_hint

    try:
        code = root().main(arguments, prog_name="cs", standalone_mode=False)
    except Stop as stop:
        return stop.code
    except SystemExit as ending:
        # Typer and Rich end the process so when a pipe's reader is gone; nothing else may.
        return READER_GONE if ending.code == 1 else int(ending.code or 0)
    except typer.Abort:
        return _interrupted()
    except NoArgsIsHelpError as error:
        say(error.ctx.get_help())
        return 2
    except ClickException as error:
        if isinstance(error, UsageError):
            say(usage_and_hint(error))
        return fail(describe(error)).code
    if code == INTERRUPTED:
        return _interrupted()
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    from cs.terminal import say

    say(_("Interrupted."))
    return INTERRUPTED


def _reader_gone() -> int:
    """Keep the interpreter from complaining when it flushes standard output at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return READER_GONE


def _trouble(error: OSError) -> int:
    from cs.terminal import fail, reason_of

    reason = reason_of(error)
    if not error.filename:
        return fail(reason).code
    return fail(_("{file}: {reason}").format(file=error.filename, reason=reason)).code


def _survive_any_terminal() -> None:
    """No output may fail for its characters; what is not shown on a terminal is UTF-8."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            if stream.isatty() or "PYTHONIOENCODING" in os.environ:
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


if __name__ == "__main__":
    main()
