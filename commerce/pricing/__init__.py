"""What a part costs this shop now, by five named drivers that sum exactly. Pure.

Read first: `engine.price`, `drivers.DRIVERS`, `policy.Policy`.
"""
