"""Looking for personal values where none may be: what is planted, where it is looked for, a day they go through."""
