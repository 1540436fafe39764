"""One file a room of the house: what it contributes to a report, read through its own queries."""
