<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:kx="urn:x-kxspeak:lexicon" alphabet="x-espeak-nl" xml:lang="nl">
<lexeme kx:kind="letters-nl" kx:flags="any-case"><grapheme>AIVD</grapheme><alias>A I V D</alias></lexeme>
<lexeme kx:kind="letters-en"><grapheme>BBC</grapheme><grapheme>B.B.C.</grapheme><alias>B B C</alias></lexeme>
<lexeme kx:kind="phonemes" kx:flags="exact"><grapheme>KPN</grapheme><phoneme>k'a:pe:En</phoneme></lexeme>
<lexeme><grapheme>Houthi</grapheme><phoneme alphabet="ipa">x</phoneme><alias prefer="true">hoeti</alias></lexeme>
<lexeme><grapheme>route</grapheme><phoneme alphabet="ipa">ˈruːtə</phoneme></lexeme>
<lexeme kx:kind="lang:en"><grapheme>supply chain</grapheme><alias>supply chain</alias></lexeme>
</lexicon>