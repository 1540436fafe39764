"""Reports and charts for tests."""

from dataclasses import dataclass, field
from datetime import date

from acogida.documents.report import (
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Table,
)

BARS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60">'
    '<rect x="0" y="5" width="200" height="20" fill="#a8452b"/><text x="210" y="20">88</text></svg>'
)
HOSTILE = (
    '#import "/etc/passwd" *bold* _x_ $x^2$ <label> @ref \\ `code` [a] {b} // c\n= H\n- x '
    "שלום مرحبا 😀 🏳️‍🌈 中文 \x00\x07\ud800 g̃ " + "w" * 300
)


@dataclass(frozen=True)
class Drawing:
    title: str = "People by origin (2024)"
    svg: str = BARS
    headers: list[str] = field(default_factory=lambda: ["Origin", "People"])
    rows: list[list[str]] = field(default_factory=lambda: [["Venezuela", "88"], ["Haiti", "41"]])
    sentence: str = "Most come from Venezuela: 88."
    source: str = "UN DESA, 2024"


def report(**values):
    return Report(
        **{
            "title": "Plan local de San Aurelio",
            "subtitle": "Adoptado por el concejo",
            "language": "es",
            "date": date(2026, 3, 2),
            "source": "Municipalidad de San Aurelio",
            "sections": [
                Heading("Diagnóstico"),
                Paragraph("Un párrafo.\n\nOtro párrafo."),
                Facts([("Municipio", "San Aurelio"), ("Periodo", "2025–2027")]),
                Heading("Preguntas", 2),
                Table(["Código", "Valor"], [["1.1", "12"], ["1.2", "7,5"]], "Respuestas", [1]),
                ChartBlock(Drawing()),
                Bullets(["Abrir los sábados", "Traducir"]),
                Note("Compilado de fuentes públicas.", "warning"),
                PageBreak(),
                Paragraph("Fin."),
            ],
            **values,
        }
    )
