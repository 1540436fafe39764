"""Figures worked out from other figures: each with its formula, its units and where it is written down.

Pure arithmetic: no reading, no words. A figure that would have to be divided by nothing is None, and so is
one of a hidden figure: what may not be shown is not worked out either.
"""


def share(part: float | None, whole: float | None) -> float | None:
    """A part in percent of a whole: 100 × part ÷ whole.

    Of the population: migrants ÷ population (UN DESA, International Migrant Stock: Documentation, 2020,
    "migrants as a percentage of the total population"). Of women: women ÷ both sexes (the same).
    """
    if part is None or not whole:
        return None
    return 100 * part / whole


def growth(first: float | None, last: float | None, *, years: float) -> float | None:
    """Mean annual growth in percent, compounded (CAGR): ((last ÷ first)^(1 ÷ years) − 1) × 100.

    The geometric rate of Siegel and Swanson, "The Methods and Materials of Demography" (2nd ed., 2004,
    ch. 11), which statistics offices of the region publish between censuses. None from or to zero.
    """
    if not first or not last or first < 0 or last < 0 or years <= 0:
        return None
    return float((last / first) ** (1 / years) - 1) * 100


def change(first: float | None, last: float | None) -> float | None:
    """Net change between two moments, in the unit of the figure: last − first.

    Between censuses it holds births, deaths and migration together (Siegel and Swanson, ch. 11).
    """
    if first is None or last is None:
        return None
    return last - first


def location_quotient(local: float | None, national: float | None) -> float | None:
    """How much more common something is in a place than in its country: local share ÷ national share.

    Both shares in percent; 1 is as in the country, 2 twice as common (Isard, "Methods of Regional
    Analysis", 1960, ch. 7). It compares a place with its country, never with its neighbours.
    """
    if local is None or not national:
        return None
    return local / national


def dependency(remittances: float | None, product: float | None) -> float | None:
    """Remittances received in percent of gross domestic product, both in current US dollars.

    100 × remittances ÷ GDP (World Bank, BX.TRF.PWKR.DT.GD.ZS; SDG indicator 17.3.2).
    """
    return share(remittances, product)
