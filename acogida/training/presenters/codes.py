"""QR codes as pictures that a page may show without fetching anything."""

import segno


def qr(text: str) -> str:
    """A data address of a PNG, black on white with its quiet zone."""
    return str(segno.make(text, error="m").png_data_uri(scale=4, border=4))
