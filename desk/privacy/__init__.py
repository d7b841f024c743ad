"""What is kept of a person: shown, handed over and erased, by e-mail address."""
