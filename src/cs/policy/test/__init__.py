"""`cs policy test`: do policies give what their cases expect?"""
