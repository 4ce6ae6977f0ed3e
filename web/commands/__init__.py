"""The commands of `shifu`, by what they are about.

May import: everything of ours, but heavy things only inside the command that needs them.

Read first: `shown.Say`, `chain.migrate`, `serving.serve`.
"""
