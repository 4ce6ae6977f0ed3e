"""The built-in procedures as YAML, and their drawings: written and drawn by us, in Chinese and English.

May import: nothing; it holds no code.

Read first: `atf_change.yaml`, `front_brakes.yaml`, `knowledge.procedures.files`.
"""
