"""What is wrong with the content as it is written: headers, text, links, and between files."""
