"""Logbooks of our own invention in City & Guilds' older layouts: what to do, to cover, to know.

``handbooks.py`` has the layout of their handbooks.
"""

from __future__ import annotations

BY_OUTCOMES = """City & Guilds

Level 2 NVQ in Kite Making (7730-02)

Candidate logbook

Contents

Unit 001 Make kites that fly (K1)	12
Unit 002 Mend kites (K2)	20

Unit K1 (City & Guilds Unit 001)
Make kites that fly

Level: 2

This unit is about making kites that fly in a light wind.

What you must do

In the workplace you must show your assessor that you can:

Outcome 1 Build the frame
a. cut the spars to length
b. bind the cross with thread

Outcome 2 Cover the frame
a. cut the paper with a margin
b. glue the margin over the thread

What you must cover

You must show that you have covered:

1 used these materials
a. paper
b. cloth
2 made one of these kites
a. diamond
b. box

What you must know

You need to understand:

Safe working

1. why knives are passed handle first
2. how glue is stored

Materials

3. which woods bend

Unit K2 (City & Guilds Unit 002)
Mend kites

Level: 2

This unit is about mending kites.

What you must do

In the workplace you must show your assessor that you can:

Outcome 1 Find the fault
a. hold the kite up to the light
b. feel along the spars

What you must know

You need to understand:

1. how tears spread
2. which tape lasts
"""

BY_ELEMENTS = """City & Guilds

Level 2 NVQ in Kite Making (7730-02)

Contents

Unit 001 Make kites that fly	12

Unit 001 Make kites that fly

Level: 2

Unit summary

This unit is about making kites that fly in a light wind.

Element 1.1 Build the frame

What you must do

You must:

1 cut the spars to length
2 bind the cross with thread

What you must cover

- cane frames

Element 1.2 Cover the frame

What you must do

You must:

1 cut the paper with a margin

What you must cover

- paper
- cloth

What you must know

You must know and understand:

a why knives are passed handle first
b how glue is stored
c which woods bend
"""
