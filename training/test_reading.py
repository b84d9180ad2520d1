"""Whether notes are read as the program reads them: the cases of `src/classify/model/reading.txt`.

usage: python3 training/test_reading.py
"""
from reading import listed, read

for case in listed("reading.txt"):
    note, expected = case.split(" => ")
    assert " ".join(word.form for word in read(note)) == expected, note
