"""What the documentation site makes by itself.

The reference from declarations, the picture of the house, the glossary's words.
"""
