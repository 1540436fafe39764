"""How the pages of services say things."""
