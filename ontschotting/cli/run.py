"""The entry point of the terminal: runs a command, and turns errors into exit codes."""

from __future__ import annotations

import io
import os
import sys
import traceback
import warnings

from ontschotting.cli.codes import DONE, FAULT, INTERRUPTED, NO_ANSWER, REFUSED, WRONG_COMMAND
from ontschotting.errors import (
    CaseError,
    CaseWarning,
    CertificateError,
    OntschottingError,
    QuestionError,
    QuestionWarning,
    RefreshError,
)


def main() -> None:
    """Run the command that is typed and leave with its exit code.

    An error that a user can meet is one message on standard error, without a traceback.
    """
    from ontschotting.support.interrupts import run_interruptible

    # After Ctrl-C during a sweep a process of joblib clears away what its workers shared, and would
    # warn of that on standard error. It takes its filters from this variable.
    os.environ["PYTHONWARNINGS"] = ",".join(
        filter(None, [os.environ.get("PYTHONWARNINGS"), "ignore:resource_tracker:UserWarning"])
    )
    _write_utf_8()
    warnings.showwarning = lambda message, *_, **__: print(_in_words(message), file=sys.stderr)
    sys.exit(run_interruptible(_run, _report_interrupt, INTERRUPTED))


def _in_words(message: object) -> str:
    """Return an error or a warning as people read it, in the language of `--lang`."""
    if isinstance(message, OntschottingError | CaseWarning | QuestionWarning):
        from ontschotting.cli.refusals import requested_language

        return message.text(requested_language(sys.argv))
    return str(message)


def _write_utf_8() -> None:
    """Write UTF-8 whatever the console has: a pipe on Windows may not know the sign in a name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _report_interrupt() -> None:
    """Remove half-written files, and say which files are whole."""
    from ontschotting.support.atomic_files import remove_unfinished_files, summary_of_written
    from ontschotting.words.messages import problem

    remove_unfinished_files()
    stopped = problem("stopped", written=summary_of_written())
    print(_in_words(QuestionError(stopped)), file=sys.stderr)


def _run() -> int:
    """Run the command and return its exit code.

    What takes time to import is imported here, where Ctrl-C is already handled.
    """
    import typer

    # every command joins the application when it is imported
    from ontschotting.cli.commands import app
    from ontschotting.cli.refusals import refusal

    try:
        code = app(standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except typer.Exit as stop:
        return int(stop.exit_code)
    except OntschottingError as error:
        print(_in_words(error), file=sys.stderr)
        return (
            REFUSED
            if isinstance(error, CaseError)
            else NO_ANSWER
            if isinstance(error, CertificateError | RefreshError)
            else WRONG_COMMAND
        )
    except OSError as error:
        print(f"{error.filename or 'file'} | {error.strerror or error}.", file=sys.stderr)
        return WRONG_COMMAND
    except Exception as error:
        refused = refusal(error, sys.argv)
        if refused is not None:
            print(_in_words(QuestionError(refused)), file=sys.stderr)
        elif hasattr(error, "show"):  # typer shows the help where nothing is asked
            error.show()
        else:
            traceback.print_exc()
            return FAULT
        return WRONG_COMMAND
