"""Reading of files from strangers, in a child process that may do nothing else.

`python -m ocop.documents.inspect` reads one file from standard input and answers on standard output.
This package never imports Django: the child knows neither settings, keys nor the database.
"""
