"""A report's content as a document, in the page's language."""
