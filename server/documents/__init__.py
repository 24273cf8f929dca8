"""Record(s) → context → HTML → PDF. Knows records and their labels; neither database nor network.

`all_documents()` are the definitions, `RenderProcess` makes the PDF of what a definition returns.
"""

from server.documents.discovery import all_documents

__all__ = ["all_documents"]
