"""A plan as calendars that people open elsewhere: ICS, a workbook, a picture, a page.

calendar.py   the plan as rows of cells, from a plan just made or from its file
events.py     its stints as events with stable names, and what a later plan changes of them
ics.py        RFC 5545 and 5546
workbook.py   the workbook that HR sends on
pictures.py   SVG and HTML
"""
