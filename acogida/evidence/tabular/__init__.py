"""A municipality's own table: what its columns are, whom they could name, what its rows say.

Pure reading: a `Sheet` in, words and cells out. Nothing here writes.
"""
