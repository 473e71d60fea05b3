"""The command line: data goes to stdout, all else to stderr.

Nothing heavy is loaded before a command needs it. Exit codes: 0 done, 1 failed, 2 the call's words
are off, 3 some items failed, 4 ``verify`` found a mismatch, 130 stopped by the user.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from sumber.messages import Say, speak


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv`` (the process's own words by default); return the exit code."""
    from sumber.cli.complaints import worded
    from sumber.cli.streams import be_lenient, hush, take_language
    from sumber.errors import SumberError

    be_lenient()
    say = speak("en")
    try:
        language, words = take_language(sys.argv[1:] if argv is None else argv, os.environ)
        say = speak(language)
        code = _run(words, say)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        hush()
        return 0
    except KeyboardInterrupt:
        return _complain(say("error.stopped"), 130)
    except SumberError as error:
        return _complain(worded(error, say), error.exit_code)
    except OSError as error:  # a full disk, a folder that may not be read
        _flush_or_hush()
        return _complain(str(error), 1)
    return code


def _run(words: Sequence[str], say: Say) -> int:
    from cyclopts import CycloptsError

    from sumber.cli.app import build
    from sumber.cli.complaints import usage

    try:
        result = build(say)(
            words, exit_on_error=False, print_error=False, result_action="return_value"
        )
    except CycloptsError as error:
        return _complain(usage(error, say), 2)
    return result if isinstance(result, int) else 0


def _flush_or_hush() -> None:
    """Write what stdout still holds; where that fails, keep Python from trying again at exit."""
    from sumber.cli.streams import hush

    try:
        sys.stdout.flush()
    except OSError:
        hush()


def _complain(message: str, code: int) -> int:
    from sumber.render.safe import one_line

    print(f"sumber: {one_line(message)}", file=sys.stderr)
    return code
