"""Roughly what a currency is worth, to tell a plausible amount from a misread one; nothing is converted with it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache


@cache
def per_dollar(currency: str) -> Decimal | None:
    """How many of the currency one US$ is, at the last rate that HMRC published; None for a currency that has none.

    >>> 20000 < per_dollar("VND") < 40000
    True
    """
    if currency == "USD":
        return Decimal(1)
    import hmrc_rates

    rates = hmrc_rates.Rates()
    month = str(rates.months()[-1])
    try:
        return rates.monthly_rate(currency, month).units_per_gbp / rates.monthly_rate("USD", month).units_per_gbp
    except (hmrc_rates.HmrcRatesError, ValueError):
        return None
