"""What the parts desk is made of: the state of a chat, the car, the cards, and what each move does.

May import: commerce, knowledge, and of assist all but guidance. The use cases stand in `assist.parts_desk`.

Read first: `chat_state.ChatState`, `scene.Scene`, `lookup.look_up`.
"""
