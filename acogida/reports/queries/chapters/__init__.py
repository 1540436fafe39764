"""One file a room of the house: what it contributes to a report, read through its own queries.

Each `asks` for short lists, which are asked together, and makes its `content` of what they tell.
"""
