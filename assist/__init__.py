"""Puts knowledge, vision and commerce together for the person at the car.

May import: commerce, vision, knowledge. Never FastAPI, OpenCV or faiss.

Read first: `assist.guidance.rules.decide`, `assist.messages.commands.Command`, `assist.tail.relay`.
"""
