"""News that reaches open pages at once: server-sent events from a process of their own.

A deed tells its news on commit (`news.tell`); the live process (`endpoint`, started by `acogida live`) hands
them to everybody who listens. The database stays the truth: news carry a number, whoever comes back says the
last number seen, and a process that starts anew asks the module (`sources`) how things stand.
"""
