"""The kinds of public things, one file a noun, in the order of the thread."""
