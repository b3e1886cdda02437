"""What the API answers with: frozen records, each field described."""
