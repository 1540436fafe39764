"""The sheets and columns of the workbook that departments fill in, written and read by the same words."""

from django.utils.translation import gettext as _


def headers() -> dict[str, list[str]]:
    """The sheets and their columns, in the page's language; the first column is never changed."""
    return {
        _("Reports"): [
            _("Code (leave as it is)"),
            _("Action"),
            _("Responsible unit"),
            _("Date of the report"),
            _("How it stands"),
            _("What was done and what came of it"),
            _("Why it is delayed or was stopped"),
            _("Spent since the last report"),
            _("Currency"),
        ],
        _("Values"): [
            _("Code (leave as it is)"),
            _("Indicator"),
            _("Unit"),
            _("Baseline"),
            _("Target"),
            _("Last value"),
            _("New value"),
            _("Where this value comes from"),
        ],
        _("Told apart"): [
            _("Code (leave as it is)"),
            _("Indicator"),
            _("By"),
            _("Who"),
            _("People"),
        ],
    }
