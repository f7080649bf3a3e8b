"""Everything the room registers when the server starts. The portal has no powers: its pages are public or one's own."""
