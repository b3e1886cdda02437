"""Documents as they are before any language processing: readers, normalised text, offsets to the source."""
