"""What the API says, in shapes: one file a noun."""
