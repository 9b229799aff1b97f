"""One file per command. Importing this package makes every command join the application, in the order of `--help`."""

from ontschotting.cli.commands import check, compare, free_share, sweep, bounds, report, template, export, cases  # noqa: F401, I001
