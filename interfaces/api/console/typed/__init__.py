"""What readers type into the fields of a search: amounts, times and words, and how they are understood."""
