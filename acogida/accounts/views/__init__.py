"""The pages about accounts, one file a noun."""
