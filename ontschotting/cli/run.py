"""The console entry point.

Runs a command and turns what a user can meet into an exit code without a traceback.
"""

from __future__ import annotations

import os
import sys
import traceback
import warnings

from ontschotting.cli.codes import DONE, FAULT, INTERRUPTED, NO_ANSWER, REFUSED, WRONG_COMMAND
from ontschotting.errors import CaseError, CertificateError, OntschottingError, RefreshError


def main() -> None:
    """The console entry point.

    Runs a command and turns what a user can meet into an exit code without a traceback.
    """
    from ontschotting.support.interrupts import run_interruptible

    # Where a sweep is stopped, joblib's own process clears away what its workers shared, and would
    # tell that on standard error. It takes its filters from here.
    os.environ["PYTHONWARNINGS"] = ",".join(
        filter(None, [os.environ.get("PYTHONWARNINGS"), "ignore:resource_tracker:UserWarning"])
    )
    warnings.showwarning = lambda message, *_, **__: print(message, file=sys.stderr)
    sys.exit(run_interruptible(_run, _say_stopped, INTERRUPTED))


def _say_stopped() -> None:
    from ontschotting.support.atomic_files import remove_unfinished_files, summary_of_written

    remove_unfinished_files()
    print(f"Stopped. {summary_of_written()}", file=sys.stderr)


def _run() -> int:
    """Run the command that was asked for; gives its exit code.

    What takes time to import is imported here, where Ctrl-C is heard already.
    """
    import typer

    # every command joins the application when it is imported
    from ontschotting.cli.commands import app

    try:
        code = app(standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except typer.Exit as stop:
        return int(stop.exit_code)
    except OntschottingError as error:
        print(error, file=sys.stderr)
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
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        # not the command line's own error: a fault in the library, which deserves its traceback
        if show is None or code is None:
            traceback.print_exc()
            return FAULT
        show()
        return WRONG_COMMAND
