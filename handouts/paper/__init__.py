"""The Japanese paper layer over reportlab.

fonts      which font has which character, and how wide it is there
breaking   where a Japanese line may end
typeset    text becomes lines of a size that fits, or is refused
lettering  a line of text becomes ink
tags       what a screen reader reads, in which order
space      nothing lies on anything else, nothing comes near a QR code
qr         text becomes a QR symbol
sheet      the paper itself: millimetres from the top left corner, text in points
shapes     colours, boxes, rules, tick boxes
filing     the finished objects become a file
embedding  the letters of a document become its fonts
mending    a correction to reportlab
"""
