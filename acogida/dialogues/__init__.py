"""Civil society and governments in dialogue."""
