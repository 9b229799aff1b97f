"""Every tolerance of the package, with its reason, and the comparisons that they make.

Those without a unit are relative: they are multiplied by the size of what they are compared with,
and mostly by at least 1. From small to large they are what arithmetic leaves, what a solver leaves,
what a certificate admits, and what a reader should not act on.
"""

from __future__ import annotations

# Arithmetic: what some additions and multiplications of floating-point numbers leave.

SMALLEST_DIVISOR = 1e-300
"""Stands for zero where something is divided by it."""

REFINED = 1e-15
"""How far a least-squares refinement goes: to the last digit."""

SAME_NUMBER = 1e-13
"""Relative difference of two numbers that were written down and read again, or multiplied and
divided by the same factor.
"""

SAME_SUM = 1e-12
"""Relative difference of two sums of the same amounts in another order."""

PRICE_ZERO = 1e-12
"""A price up to this is zero: of the largest reduced cost, or in units per euro."""

SAME_OPTIMUM = 1e-11
"""Relative difference of two optima, of two Lagrangian bounds, or of a row and its bound, that are
one number.
"""

PRICE_BOUND_ZERO = 1e-10
"""Relative to the value: an upper bound on a price up to this is zero. So is an improvement of a
reduced cost.
"""

WHOLE_NUMBER = 1e-9
"""A number this near to a whole one is that one, where bins and classes begin."""

SHORTEST_AXIS = 1e-9
"""The least length of what is drawn: an axis of length zero cannot be divided."""

# A solver: what it is asked, and what it leaves.

SOLVER_FEASIBILITY = 1e-9
"""Primal and dual feasibility asked of HiGHS; the certificate checks the result."""

IN_SOLUTION = 1e-9
"""In the units of a program: a value up to this is zero, and is not listed. So is the number that a
linking row is missed by.
"""

LAST_DIGITS = 1e-13
"""Relative; what rounding adds to a best value, so that no allocation may have it to the digit."""

SAME_VALUE = 1e-9
"""Relative difference below which two best values are one number: a regime that lies between two
regimes of the same value has that value.
"""

CLOSED_GAP = 1e-9
"""Relative gap at which a search for 0–1 values is done: far below that of a certificate, so that
two best values that are one number come out as one.
"""

REACH = 1e-8
"""To reach w is to have a value ≥ w − REACH · max(1, `|w|`) (model.md, *Measures*)."""

PRICED_ROW_GAP = 5e-8
"""Relative gap at which a priced row counts as met exactly; the certificate of the whole program
allows twenty times as much.
"""

TOUCHED = 1e-7
"""Relative distance below which a bound counts as touched, or a price as zero."""

MONEY_ZERO = 1e-7
"""As a share of the money that it is part of: an amount up to this is what the tolerance of *reach*
leaves of zero, and is neither counted nor drawn.
"""

TEXT_DIGITS = 1e-6
"""As a share of its terms: a reduced cost up to this is rounding, since CBC's answer passes through
a text file with about eight digits.
"""

# A certificate: what it admits.

FEASIBILITY = 1e-6
"""Largest violation of a row, relative to the sizes of the terms in it (and of a bound, relative to
the bound).
"""

GAP = 1e-6
"""Largest gap between the answer and the proven bound, relative to the answer."""

NEGATIVE = 1e-6
"""Relative to the sums it is a difference of: an amount that cannot be negative and lies further
below zero than this is a fault of the library.
"""

# A reader: what is shown as zero, as equal, or as nothing to act on.

NEGLIGIBLE = 1e-6
"""As a share of what it stands beside: an amount up to this is shown as zero, and two amounts that
differ by no more as equal. A certificate admits as much.
"""

SAMPLE_GAP = 1e-4
"""Relative gap at which prices from a sample of the blocks are good enough to start from."""

OUTLINE = 1e-4
"""As a share of the largest budget: an outline around less than this would look like money."""

NOISE = 1e-4
"""As a share of the value within the walls: a gain up to this is no gain on which a reader should
act. Conclusions, switching values and the report all use it.
"""

SMALLEST_PART = 0.005
"""A part of money below this reads as 0 %, and is not named."""

# Data.

SUM_OF_SHARES = 1e-9
"""Shares may add up to this much more than one: they were written in decimals."""

JUST_BELOW = 1e-6
"""As a share of its margin: a share that must stay below one stops this far before it."""

ROUNDED_EUR = 0.5
"""Balances that differ by no more than this are the same: amounts may be rounded to euros."""

ONE_EUR = 1.0
"""Less than a euro is no money: no share of it is taken, and it is not named."""


def negligible(scale: float) -> float:
    """Return the amount up to which a number is shown as zero beside others.

    Args:
        scale: The size of the others, in the same unit
    """
    return NEGLIGIBLE * max(1.0, scale)


def within_reach(target: float) -> float:
    """Return the least value that counts as reaching a target."""
    return target - REACH * max(1.0, abs(target))


def difference(lifted: float, current: float) -> float:
    """Return lifted − current, where what the tolerance of *reach* leaves of a zero is zero.

    Args:
        lifted: A value or an amount
        current: What it is compared with, in the same unit

    Examples:
        >>> difference(2000.00003, 2000.0), round(difference(2000.00005, 2000.0), 6)
        (0.0, 5e-05)
    """
    raw = lifted - current
    return 0.0 if abs(raw) <= 2 * REACH * max(1.0, abs(lifted), abs(current)) else raw


def is_same_value(value: float, other: float) -> bool:
    """Tell whether two best values differ by rounding alone.

    Then what reaches one costs what reaches the other.

    Args:
        value: A best value
        other: Another one
    """
    return abs(value - other) <= SAME_OPTIMUM * max(1.0, abs(value), abs(other))


def unsigned(number: float) -> float:
    """Return a number in which rounding noise below zero is zero, and zero has no sign."""
    return 0.0 if -IN_SOLUTION < number <= 0 else number
