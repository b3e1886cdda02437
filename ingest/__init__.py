"""The composition root: settings, runs over papers, and the command line."""
