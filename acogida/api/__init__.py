"""The versioned JSON face of Acogida: what is public, for programs to read."""
