"""Use cases that write. Import the module: `from ocop.dossiers.actions import submitting`."""
