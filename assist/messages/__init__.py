"""The wire protocol `assist.v1`: what may be said on the socket, and in which shape.

May import: nothing of ours. TypeScript types are generated from these models.

Read first: `commands.Command`, `pushes.Push`, `views.JobView`.
"""
