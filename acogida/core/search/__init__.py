"""The search index: one analyser, an embedded engine beside the database, fed by an outbox."""
