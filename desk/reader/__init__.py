"""What a reader has of a reply after sending it: a page of its own, and mail where she wants it.

``page`` is that page; ``by_mail`` is where the links of mails lead. ``links`` signs the addresses
of both, ``subscriptions`` keeps who wants to hear of what, ``letters`` writes it.
"""
