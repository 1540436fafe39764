"""Regional processes and who meets where."""
