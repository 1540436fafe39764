"""Columns that could name people are found; columns of counts are left alone."""

import pytest

from acogida.documents.tables import read_table
from acogida.evidence.tabular import personal


def found_in(*lines):
    sheet = read_table("\n".join(lines).encode(), "table.csv")
    return [(found.column.header, found.kind) for found in personal.find(sheet)]


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("Pasaporte", ["AB123456", "CD987654"], "document"),
        ("código", ["AB1234567", "XC7654321", "PE1112223"], "document"),
        ("CURP", ["x", "y"], "document"),
        ("clave", ["GOMC850101HCSRRL09", "x"], "document"),
        ("registro", ["123.456.789-09", "987.654.321-00"], "document"),
        ("dato", ["12.345.678-5", "otro"], "document"),
        ("DNI", ["30111222", "28999888"], "document"),
        ("Número de identificación", ["1712345678", "0912345678"], "document"),
        ("Teléfono", ["5551234567", "5557654321"], "phone"),
        ("contacto", ["+52 962 123 4567", "962-765-4321"], "phone"),
        ("Correo electrónico", ["a", "b"], "e-mail"),
        ("nota", ["escribir a ana@example.org", "sin nota"], "e-mail"),
        ("Nombre y apellidos", ["x", "y"], "name"),
        ("Nombre", ["Wendy Paz", "Yamileth Ruiz"], "name"),
        ("responsable", ["María López", "Juan Pérez"], "name"),
        ("Prénom", ["x", "y"], "name"),
        ("Endereço", ["Rua das Flores 10", "Rua do Sol 3"], "address"),
        ("Fecha de nacimiento", ["1985-03-02", "1990-11-30"], "birth date"),
        ("Date of birth", ["02/03/1985", "30/11/1990"], "birth date"),
    ],
)
def test_a_column_that_could_name_people_is_found(header, values, kind):
    lines = [f"año;{header};personas", *(f"2024;{value};10" for value in values)]
    assert found_in(*lines) == [(header, kind)]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Nombre del municipio", ["San Marcos", "Santa Rosa"]),
        ("País de nacimiento", ["Honduras", "Haití"]),
        ("Nombre", ["1250", "830"]),
        ("DNI emitidos", ["12", "40"]),
        ("Llamadas al teléfono de ayuda", ["120", "98"]),
        ("Población", ["1.250.300", "980.120"]),
        ("Edad", ["0-17", "18-29"]),
        ("Período", ["2024-01", "2024-02"]),
        ("Servicio", ["Salud", "Educación"]),
        ("País", ["República Dominicana", "El Salvador"]),
        ("Fecha", ["2024-03-01", "2024-04-01"]),
        ("Escuela", ["Escuela José Martí", "Escuela Juan Pablo"]),
    ],
)
def test_a_column_of_groups_or_counts_is_left_alone(header, values):
    lines = [f"{header};total", *(f"{value};17" for value in values)]
    assert found_in(*lines) == []


def test_the_check_digit_of_a_rut_is_reckoned():
    assert personal.rut_checks("12.345.678-5")
    assert not personal.rut_checks("12.345.678-4")
