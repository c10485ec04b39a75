"""The PDF of a pack, made by Typst."""
