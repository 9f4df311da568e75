# kxspeak: a reading profile for who listens without seeing the page. Faster by a fifth, as used to
# computer voices; the pauses, which shrink as speech gets faster, are given back what that takes,
# because they tell the structure.
[profile]
name=blind
what=For those who do not see: headings and quotes announced, nothing left out, faster
what[nl]=Voor wie niet ziet: koppen en citaten aangekondigd, niets weggelaten, vlotter tempo
structure=words
speed=1.2
pauses=1.1
captions=spoken
links=spoken
notes=spoken
byline=spoken
