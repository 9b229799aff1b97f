"""The bundled cases, their raw data, and what builds them."""
