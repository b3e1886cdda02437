"""The language pipeline: one component a file, from normalised passages to mentions and relations."""
