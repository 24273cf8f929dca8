"""The record kinds, one file each; discovery.py finds them."""
