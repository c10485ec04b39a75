"""The words, numbers and times of the console, in the language and the time zone of the reader."""
