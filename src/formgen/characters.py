"""Characters that no document of Word or Excel can hold."""

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML has no place for: control characters and halves of surrogate pairs."""
