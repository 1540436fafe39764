"""A report of twelve pages as PDF and as Word."""

import re
from collections.abc import Iterator
from datetime import date

from acogida.design.charts import bar_chart
from acogida.documents.docx import to_docx
from acogida.documents.pdf import to_pdf
from acogida.documents.report import ChartBlock, Heading, Paragraph, Report, Table
from benchmarks.measure import Row, median, p95, times

WORDS = (
    "La municipalidad reúne lo que sabe, lo compara con lo que pide el Pacto Mundial y decide con su gente. "
    * 5
)


def _report() -> Report:
    sections: list[object] = []
    for number in range(1, 9):
        data = [(f"Lugar {n}", float(n * number)) for n in range(1, 9)]
        sections += [Heading(f"Capítulo {number}", 1), Paragraph(WORDS), Paragraph(WORDS)]
        sections.append(
            ChartBlock(
                bar_chart(f"Cifras {number}", data, unit="personas", sentence=WORDS[:90], source="Banco")
            )
        )
        sections.append(Table(["Lugar", "Valor"], [[f"Lugar {n}", str(n * number)] for n in range(25)]))
    return Report(
        title="Informe de prueba",
        subtitle="Doce páginas o más",
        language="es",
        date=date(2026, 11, 21),
        source="Banco de pruebas",
        sections=sections,
    )


def rows() -> Iterator[Row]:
    report = _report()
    pages = len(re.findall(rb"/Type\s*/Page\b", to_pdf(report)))
    pdf = times(lambda: to_pdf(report), runs=10)
    docx = times(lambda: to_docx(report), runs=5)
    size = f"of {pages} pages" if pages else "of eight chapters"
    yield Row(
        f"report {size}: PDF",
        f"{median(pdf):.0f} ms, p95 {p95(pdf):.0f} ms",
        "≤ 1 s for 12 pages",
        kept=p95(pdf) <= 1000,
    )
    yield Row(f"report {size}: Word", f"{median(docx):.0f} ms, p95 {p95(docx):.0f} ms")
