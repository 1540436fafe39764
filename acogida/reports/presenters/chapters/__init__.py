"""One file for neighbouring rooms: what their content looks like in a document."""
