"""Small faults in files, as a slip of the hand or a broken disk makes them."""

import random

PIECES = [
    *(b"\0", b"\xff\xfe", b"\xf0\x9f", b"\r", b"\t", b"\xef\xbb\xbf", b"\xc3\x90", b"\xe2\x80\x8b"),
    *(b"---\n", b"- ", b": ", b"'", b'"', b"[", b"{", b"&a ", b"*a ", b"!!int ", b"!x ", b"<<: "),
    *(b"#", b"\n\n", b"9" * 5000, b"\\U00110000", b"\\ud800", b"2020-02-31", b"9999-12-31", b"-1"),
    *(b"<script>", b"<!--", b"](", b"![", b"`" * 9, b"[^a]", b"|-|", b"&#x110000;", b"%00", b"../"),
    *(b" " * 3000, b"a" * 3000, b"(" * 300, b"> " * 60, b"=1+1", b"|\n"),
    *("ế".encode(), "\u1ebf\u0323".encode()),
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one to four small faults: bytes and lines put in, out or elsewhere."""
    for _ in range(chance.randint(1, 4)):
        at, more = chance.randrange(len(data) + 1), chance.randrange(1, 40)
        lines = data.split(b"\n")
        line, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                data = data[:at] + chance.choice(PIECES) + data[at:]
            case 1:
                data = data[:at] + chance.choice(PIECES) + data[at + more :]
            case 2:
                data = data[:at] + data[at + more :]
            case 3:
                data = data[:at]
            case 4:
                data = data[:at] + bytes((chance.randrange(256),)) + data[at + 1 :]
            case 5:
                lines.insert(other, lines[line])
                data = b"\n".join(lines)
            case 6:
                lines[line], lines[other] = lines[other], lines[line]
                data = b"\n".join(lines)
            case _:
                lines[line] = b"  " + lines[line] if chance.random() < 0.5 else lines[line].lstrip()
                data = b"\n".join(lines)
    return data
