"""Pages of assessments: for the public, and for the municipality's own work."""
