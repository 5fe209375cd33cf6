"""Occupational standards of our own invention in layouts that bodies and years differ in.

``nos_documents.py`` has the one that most have in common.
"""

from __future__ import annotations

NUMBERED = """POTGEN62
Throw pots on a wheel

Overview

This standard is about throwing pots.

Performance criteria

You must be able to:

1. wedge the clay until no air is left
2. open the clay and raise the walls, using:
a. your knuckles
b. a rib
3. cut the pot from the wheel with a wire

Knowledge and understanding

You need to know and understand:

4. why clay is wedged
5. which clays suit which pots

Scope/range

Scope Performance

Types of clay:
1. earthenware
2. stoneware

Scope Knowledge

Faults in pots:
• cracks
• warps

Values

1. You respect the material
2. You waste no clay

Glossary

Rib: a flat tool

Links To Other NOS

POTGEN63 Fire a kiln

External Links

None

Version Number
3

Indicative Review Date
May 2036

SOC Code
5441

POTGEN63
Fire a kiln

Overview

This standard is about firing a kiln.

Performance criteria

You must be able to:

1. raise the heat slowly
2. watch the cones

Knowledge and understanding

You need to know and understand:

3. how cones bend

Version Number
1
"""
"""As the register prints them today: numbers without letters, knowledge counting on."""

WITHOUT_GAPS = """TEAFBS3
Prepare and serve tea
Overview
This standard is about serving tea.
Performance criteria
Prepare tea
You must be able to:
1. Warm the pot before use
2. Check that the water is fresh
Serve tea
You must be able to:
3. Carry the tray with both hands
Knowledge and understanding
Prepare tea
You need to know and understand:
4. Why water should be fresh
5. How long each tea is steeped
Scope/range
1. Teas (at least one from):
1.1 black
1.2 green
2. Pots (all from):
2.1 china
Version Number
1
Original URN
TEAFBS3
"""

WITH_IMPRINT = """FALCHS4

Weigh a hawk

OVERVIEW

This standard covers weighing a hawk.

Version No 2

KNOWLEDGE AND UNDERSTANDING

You will need to know and understand:

K1 the weight at which each hawk flies best

PERFORMANCE CRITERIA

You must be able to do the following:

P1 put on a glove
P2 report faults, including:
P2.1 torn feathers
P2.2 loss of weight
P3 log the weight in
(a) the book
(b) the register

ADDITIONAL INFORMATION

This standard was developed by the Falconry Board.

FALCHS4
Weigh a hawk
Final version approved June 2030 © copyright Falconry Board
1
"""

OF_SCOTTISH_UNITS = """H5V0 04 (LGTHSC3122) Sound a Foghorn

Overview

This standard is about sounding a foghorn.

Performance Criteria

Prepare the foghorn

You must be able to:

1 check the pressure of the air
2 warn the keepers nearby

Sound the foghorn

You must be able to:

3 stop when the fog lifts

Knowledge and Understanding

Values

You need to know and understand:

1 the signals used at sea
2 how far a horn carries
"""
"""As SQA reprints a body's standards: its own number, the body's code in brackets."""

IN_LETTERS = """ROPE5

Care for ropes

Overview

This standard is about ropes that last.

Performance criteria

You must be able to:

a. coil the rope
b. check it for frays
c. stow it where it keeps dry

Knowledge and understanding

You need to know and understand:

a. how ropes are laid
b. which knots slip
"""
"""As older ones print them, each list in letters of its own."""
