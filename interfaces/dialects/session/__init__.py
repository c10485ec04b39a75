"""What StateSet and ACP have in common: the session that both grew out of, in the domain's terms.

It is not a dialect and has no URLs. `bodies.py` reads what clients send, `telling.py` says what they have to be told,
`amounts.py` what is to be paid, and `first_shape.py` is the session as both wrote it in the beginning.
"""
