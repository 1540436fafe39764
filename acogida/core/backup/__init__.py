"""One file that holds an installation: its database, its files, its key, and a list to check them by."""
