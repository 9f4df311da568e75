# kxspeak: a reading profile.
# structure: words, voice, tone or none; without it, the voice's own. speed and pauses: times the
# voice's; pauses keep the voice's floors. captions, links, notes: spoken or silent;
# byline (who wrote an article, where it is from, of which day) too: without it, silent.
[profile]
name=podcast
what=For all listeners: everything is read, in the way of the voice (default)
what[nl]=Voor alle luisteraars: alles wordt voorgelezen, op de manier van de stem (standaard)
speed=1
pauses=1
captions=spoken
links=spoken
notes=spoken
