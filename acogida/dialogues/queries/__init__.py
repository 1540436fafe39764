"""Reading that more than one page needs."""
