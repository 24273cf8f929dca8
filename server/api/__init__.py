"""HTTP. A file here that has `blueprint` is found and registered; every route in it says who may call it (guards.py)."""
