"""Trains the weights in extraction/models from annotated sentences; needs ../shared and is not used at run time."""
