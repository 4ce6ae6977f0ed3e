"""Says what the camera sees: quality, checks, detectors and verdicts.

May import: none of ours.

Read first: `inspection.inspect`, `judge.judge`, `verdicts.judge`.
"""
