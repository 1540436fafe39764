"""Which clock a person most likely lives by: the city of the capital in the tz database, by country."""

BY_COUNTRY = {
    "ARG": "America/Argentina/Buenos_Aires",
    "ATG": "America/Antigua",
    "BHS": "America/Nassau",
    "BLZ": "America/Belize",
    "BOL": "America/La_Paz",
    "BRA": "America/Sao_Paulo",
    "BRB": "America/Barbados",
    "CHL": "America/Santiago",
    "COL": "America/Bogota",
    "CRI": "America/Costa_Rica",
    "CUB": "America/Havana",
    "DMA": "America/Dominica",
    "DOM": "America/Santo_Domingo",
    "ECU": "America/Guayaquil",
    "GRD": "America/Grenada",
    "GTM": "America/Guatemala",
    "GUY": "America/Guyana",
    "HND": "America/Tegucigalpa",
    "HTI": "America/Port-au-Prince",
    "JAM": "America/Jamaica",
    "KNA": "America/St_Kitts",
    "LCA": "America/St_Lucia",
    "MEX": "America/Mexico_City",
    "NIC": "America/Managua",
    "PAN": "America/Panama",
    "PER": "America/Lima",
    "PRY": "America/Asuncion",
    "SLV": "America/El_Salvador",
    "SUR": "America/Paramaribo",
    "TTO": "America/Port_of_Spain",
    "URY": "America/Montevideo",
    "VCT": "America/St_Vincent",
    "VEN": "America/Caracas",
}


def of_country(code: str) -> str:
    """The time zone to offer first in a country (ISO 3166-1 alpha-3); UTC where we know none."""
    return BY_COUNTRY.get(code, "UTC")
