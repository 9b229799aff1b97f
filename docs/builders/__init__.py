"""What the documentation site makes by itself: the reference from declarations, the picture of the house, the glossary's words."""
