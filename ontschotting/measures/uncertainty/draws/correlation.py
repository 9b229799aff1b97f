"""Correlation between groups of inputs: their random numbers go together, not wholly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ontschotting.errors import QuestionError
from ontschotting.measures.uncertainty.draws.distributions import Input, inputs_called
from ontschotting.words.messages import any_of, problem

GivenCorrelation = Mapping[tuple[str, str], float]
"""By the names of two inputs or groups: how far they go together, between −1 and 1."""


@dataclass(frozen=True)
class Correlation:
    """A Gaussian copula over groups.

    With z = Φ⁻¹(u) for the number u of each group and L Lᵀ = R, the matrix of correlations, a group
    gets Φ((L z)ᵢ). Each group by itself is drawn as before.

    Attributes:
        groups: The groups, in the order of the rows of `factor`
        factor: L, as rows of numbers
    """

    groups: tuple[str, ...] = ()
    factor: tuple[tuple[float, ...], ...] = ()

    def numbers(self, uniform_of: Callable[[str], float]) -> dict[str, float]:
        """Return the number of each group in one draw.

        Args:
            uniform_of: Gives the independent number of a group, in [0, 1)
        """
        if not self.groups:
            return {}
        from scipy.special import ndtr, ndtri  # heavy: loaded when groups are correlated

        independent = np.array([uniform_of(group) for group in self.groups])
        # 0 itself would be minus infinity
        normal = ndtri(np.maximum(independent, 2.0**-54))
        together = ndtr(np.array(self.factor) @ normal)
        return dict(zip(self.groups, together.tolist(), strict=True))

    def words(self) -> str:
        """Say what is decided here: part of the key of the cache of a draw."""
        return repr((self.groups, self.factor)) if self.groups else ""


def correlation_of(
    inputs: Mapping[str, list[Input]], given: GivenCorrelation | None
) -> Correlation:
    """Return the correlation between groups, checked.

    Args:
        inputs: The inputs by name, as `named_inputs` gives them
        given: By two names; pairs that are not named do not go together

    Raises:
        QuestionError: For a name that means no group or several, a number that is none, or
            correlations that cannot hold together.
    """
    if not given:
        return Correlation()
    pairs: dict[tuple[str, str], float] = {}
    for names, number in given.items():
        first, second = _groups_of(names, inputs)
        if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) >= 1:
            raise QuestionError(problem("no_correlation", names=names, number=number))
        pairs[first, second] = float(number)
    groups = sorted({group for pair in pairs for group in pair})
    matrix = np.eye(len(groups))
    for (first, second), number in pairs.items():
        row, column = groups.index(first), groups.index(second)
        matrix[row, column] = matrix[column, row] = number
    try:
        factor = np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError as error:
        raise QuestionError(problem("correlations_contradict")) from error
    return Correlation(tuple(groups), tuple(tuple(row) for row in factor.tolist()))


def _groups_of(names: object, inputs: Mapping[str, list[Input]]) -> tuple[str, str]:
    """Return the two groups of a pair of names."""
    if not isinstance(names, tuple) or len(names) != 2:
        raise QuestionError(problem("no_pair", names=names))
    groups = []
    for name in names:
        found = sorted({group for *_, group in inputs_called(name, inputs, "correlation")})
        if len(found) > 1:
            raise QuestionError(problem("name_of_several_inputs", name=name, found=any_of(found)))
        groups.append(found[0])
    if groups[0] == groups[1]:
        raise QuestionError(problem("one_group_already", first=names[0], second=names[1]))
    return groups[0], groups[1]
