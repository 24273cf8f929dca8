"""The invariants of sync/README.md, one function each; its docstring is the formula."""
