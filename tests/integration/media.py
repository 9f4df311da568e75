# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what kxspeak wrote with code of its own: RIFF/RF64 chunks and FLAC metadata blocks."""
import struct


class Wav:
    """rate, frames, samples (bytes), cues [(frame, title)], chunks {id: payload}."""

    def __init__(self, path):
        data = path.read_bytes()
        form, size, kind = struct.unpack_from("<4sI4s", data)
        assert form in (b"RIFF", b"RF64") and kind == b"WAVE", form + kind
        assert form == b"RF64" or size == len(data) - 8, "RIFF size"
        self.chunks = {}
        at = 12
        while at + 8 <= len(data):
            name, size = struct.unpack_from("<4sI", data, at)
            if name == b"LIST":
                name += data[at + 8 : at + 12]
            assert at + 8 + size <= len(data), f"chunk {name} runs over the end"
            self.chunks[name] = data[at + 8 : at + 8 + size]
            at += 8 + size + size % 2
        assert at == len(data), "bytes after the last chunk"
        _, channels, self.rate, _, align, bits = struct.unpack_from("<HHIIHH", self.chunks[b"fmt "])
        assert (channels, align, bits) == (1, 2, 16), "16 bit mono"
        self.samples = self.chunks[b"data"]
        self.frames = len(self.samples) // 2
        self.cues = self._cues()

    def _cues(self):
        cue, adtl = self.chunks[b"cue "], self.chunks[b"LISTadtl"][4:]
        titles = {}
        at = 0
        while at < len(adtl):
            name, size = struct.unpack_from("<4sI", adtl, at)
            if name == b"labl":
                (number,) = struct.unpack_from("<I", adtl, at + 8)
                titles[number] = adtl[at + 12 : at + 8 + size].rstrip(b"\0").decode()
            at += 8 + size + size % 2
        (count,) = struct.unpack_from("<I", cue)
        points = [struct.unpack_from("<II4sIII", cue, 4 + 24 * i) for i in range(count)]
        return [(point[5], titles[point[0]]) for point in points]


class Flac:
    """rate, frames, md5, tags [(KEY, value)] in order, kinds of blocks, seek points, padding,
    sound_bytes."""

    def __init__(self, path):
        data = path.read_bytes()
        assert data[:4] == b"fLaC"
        self.kinds, self.tags, self.seek_points, self.padding = [], [], [], 0
        at, last = 4, False
        while not last:
            head = int.from_bytes(data[at : at + 4], "big")
            last, kind, size = head >> 31, head >> 24 & 127, head & 0xFFFFFF
            self._block(kind, data[at + 4 : at + 4 + size])
            at += 4 + size
        self.sound_bytes = len(data) - at

    def _block(self, kind, block):
        self.kinds.append(kind)
        if kind == 0:
            packed = int.from_bytes(block[10:18], "big")
            self.rate, self.frames = packed >> 44, packed & (1 << 36) - 1
            self.md5 = block[18:34]
        elif kind == 1:
            self.padding += len(block)
        elif kind == 3:
            points = [struct.unpack_from(">QQH", block, at) for at in range(0, len(block), 18)]
            self.seek_points = [point[0] for point in points if point[0] != (1 << 64) - 1]
        elif kind == 4:
            at = 4 + int.from_bytes(block[:4], "little")
            count = int.from_bytes(block[at : at + 4], "little")
            at += 4
            for _ in range(count):
                size = int.from_bytes(block[at : at + 4], "little")
                key, _, value = block[at + 4 : at + 4 + size].decode().partition("=")
                self.tags.append((key, value))
                at += 4 + size

    def chapters(self):
        """[(seconds, title)] from CHAPTERnnn and CHAPTERnnnNAME."""
        found = dict(self.tags)
        out = []
        while f"CHAPTER{len(out) + 1:03}" in found:
            key = f"CHAPTER{len(out) + 1:03}"
            hours, minutes, seconds = found[key].split(":")
            out.append(
                (int(hours) * 3600 + int(minutes) * 60 + float(seconds), found[key + "NAME"])
            )
        return out
