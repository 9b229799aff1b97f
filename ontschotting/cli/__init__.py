"""The terminal: one command per question, JSON on request, exit codes that scripts can rely on."""
