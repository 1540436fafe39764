"""PDF, DOCX, XLSX and CSV, out and in. No domain words."""
