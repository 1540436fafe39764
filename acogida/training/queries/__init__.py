"""Reading that more than one page of training needs."""
