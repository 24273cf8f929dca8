"""Starting Lobbybook on one machine: system requirements, certificates, and the two processes."""
