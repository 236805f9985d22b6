"""Pictures: places on the plane, and what pyvis makes of a network."""
