"""One file per command. Importing this package makes every command join the application, in the order of `--help`."""

from ontschotting.cli.app import app as app  # noqa: I001
from ontschotting.cli.commands import check, compare, attribute, choose, prices, explain, target, years, cancel, terms, free_share, bounds, flips, fragmentation, per_area, next_euro, back_test, sweep, report, template, export, certificate, cases, refresh  # noqa: F401
