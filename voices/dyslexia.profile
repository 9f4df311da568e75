# kxspeak: a reading profile for who reads along: time to follow, and nothing that leads away.
[profile]
name=dyslexia
what=For those who read along: slow, longer pauses, without captions and links
what[nl]=Voor wie meeleest: rustig tempo, langere pauzes, zonder bijschriften en links
speed=0.85
pauses=1.4
captions=silent
links=silent
notes=spoken
