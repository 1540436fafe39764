"""The ground: refusals, audit trail, time, text, tasks, search index. No domain words."""
