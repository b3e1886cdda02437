"""How well the extraction reads: its output against annotated sentences, with what makes the figures comparable."""
