"""Verbs: what people may do. Permission first, then the rule; doors open transactions."""
