"""Mail: letters are rows first, written together with what they tell of, and sent by a worker."""
