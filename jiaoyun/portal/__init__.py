"""Portal: the public front, the desktop (桌面), what everybody may know about powers, and the reading aids.

May use every room. Its words: desktop 桌面, tile (an application that the identity in use may open), 待办, 消息.
"""
