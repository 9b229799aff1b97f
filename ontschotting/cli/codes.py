"""The exit codes that scripts can rely on."""

DONE, REFUSED, WRONG_COMMAND, NO_ANSWER = 0, 1, 2, 3
FAULT, INTERRUPTED = 70, 130
"""A fault in the library must not look like a case that is refused; 130 is what a shell gives for
Ctrl-C.
"""
