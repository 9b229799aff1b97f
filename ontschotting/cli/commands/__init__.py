"""Commands, grouped by the question they answer.

Importing this package makes every command join the application, in the order of `--help`.
"""

from ontschotting.cli.app import app as app  # noqa: I001
from ontschotting.cli.commands.answer import compare as compare
from ontschotting.cli.commands.answer import by_area as by_area
from ontschotting.cli.commands.answer import explain as explain
from ontschotting.cli.commands.answer import target_gap as target_gap
from ontschotting.cli.commands.walls import attribute as attribute
from ontschotting.cli.commands.walls import choose_walls as choose_walls
from ontschotting.cli.commands.walls import shadow_prices as shadow_prices
from ontschotting.cli.commands.walls import next_euro as next_euro
from ontschotting.cli.commands.policy import free_share as free_share
from ontschotting.cli.commands.policy import goals as goals
from ontschotting.cli.commands.policy import closing as closing
from ontschotting.cli.commands.policy import conditions as conditions
from ontschotting.cli.commands.policy import year_rules as year_rules
from ontschotting.cli.commands.policy import cancellation as cancellation
from ontschotting.cli.commands.certainty import bounds as bounds
from ontschotting.cli.commands.certainty import tornado as tornado
from ontschotting.cli.commands.certainty import switching_values as switching_values
from ontschotting.cli.commands.certainty import sweep as sweep
from ontschotting.cli.commands.certainty import back_test as back_test
from ontschotting.cli.commands.pots import fragmentation as fragmentation
from ontschotting.cli.commands.pots import idle_money as idle_money
from ontschotting.cli.commands.pots import stream_register as stream_register
from ontschotting.cli.commands.files import check as check
from ontschotting.cli.commands.files import report as report
from ontschotting.cli.commands.files import certificate as certificate
from ontschotting.cli.commands.files import template as template
from ontschotting.cli.commands.files import export as export
from ontschotting.cli.commands.files import cases as cases
from ontschotting.cli.commands.files import refresh as refresh
