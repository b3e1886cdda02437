"""From documents to mentions, relations and claims, and from those to knowledge under one name."""
