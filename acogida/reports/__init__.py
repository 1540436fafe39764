"""What is said across modules."""
