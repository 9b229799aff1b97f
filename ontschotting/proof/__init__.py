"""The certificate of an optimum for people who audit in Excel."""
