"""Give the data of a report the words of one language."""

from __future__ import annotations

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.measures.comparison.binding_limits import delivery_years, money_years
from ontschotting.report.collect.report_data import ReportData
from ontschotting.report.formatting import Formatter
from ontschotting.report.labels import Labels


class LocalizedReport:
    """The data of a report, with what writes and names them in one language.

    Attributes:
        data: Everything that the report says
        formatter: Writes texts and numbers
        labels: Names what the case holds
        case_argument: What a reader types to open the case
    """

    def __init__(self, data: ReportData, lang: str, case_argument: str = "CASE") -> None:
        """Choose the language of a report.

        Args:
            data: Everything that the report says
            lang: `nl` or `en`
            case_argument: What a reader types on the command line to open the case
        """
        self.data, self.case_argument = data, case_argument
        # the charts draw amounts up to this size as zero too
        units = outcome_label(data.case, lang)
        self.formatter = Formatter(lang, units, data.main.smallest_eur)
        self.labels = Labels(data.case, self.formatter)

    @property
    def case(self) -> Case:
        """Return the case that the report is about."""
        return self.data.case

    @property
    def lang(self) -> str:
        """Return the language: `nl` or `en`."""
        return self.formatter.lang


def case_heading(report: LocalizedReport) -> str:
    """Name the case of a report with the years of its money and of its delivery.

    Args:
        report: The report
    """
    first_money, last_money = money_years(report.case)
    first, last = delivery_years(report.case)
    return report.formatter.text(
        "case_heading",
        case=report.case.title_in(report.lang),
        money=_years(first_money, last_money),
        delivery=_years(first, last),
    )


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
