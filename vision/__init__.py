"""What the camera sees

May import:  quality, checks, detectors and verdicts..

Read first: none of ours:`inspection.inspect`, `judge.judge`, `verdicts.judge`.
"""
