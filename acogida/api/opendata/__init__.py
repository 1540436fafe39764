"""The open data: everything public as files that open with the server down, made anew each night."""
