"""Says which car this is, what is known of it, and whether a condition holds for it.

May import: none of ours. Importing it loads neither faiss nor torch nor numpy.

Read first: `identify.identify`, `conditions.evaluate`, `questions.question`.
"""
