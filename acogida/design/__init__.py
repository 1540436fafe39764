"""How Acogida looks: tokens, components, charts, maps and their gallery."""
