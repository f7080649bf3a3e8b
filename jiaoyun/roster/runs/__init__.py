"""What the jobs do, step by step: each step is a command or a bounded transaction, safe to repeat after a kill."""
