"""What runs inside the child process: standard library, python_calamine and orjson only, never Django."""
