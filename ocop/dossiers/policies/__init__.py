"""May this person do this to this dossier now: each refusal is a sentence. One module per concern."""
