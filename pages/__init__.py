"""The staff's screens. Each file here is one item of the menu; _shell.py is what Streamlit runs."""
