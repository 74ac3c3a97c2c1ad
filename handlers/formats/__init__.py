"""What articles come in besides plain text and web pages: the trade's formats, office, mail.

One module for each; every one turns bytes into pages or raises BadArticle, and bounds what a
hostile file may make of it. They run in the reading process, under its time limit.
"""
