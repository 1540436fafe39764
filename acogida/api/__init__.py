"""The versioned JSON face of Acogida."""
