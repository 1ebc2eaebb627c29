// The index: its files, read when they are needed. The format is in docs/search-format.md.

import { runsOf, tokensOf } from "./syllables.js";

const VERSION = 1;
const PREFIX_FILES = 4;

export const textOf = (bytes) => new TextDecoder().decode(bytes);
export const objectOf = (bytes) => JSON.parse(textOf(bytes));

// The index that a first file tells of: what documents and words there are, and `reader`, which
// reads its other files.
export const openIndex = (start) => {
  if (start.version !== VERSION) throw new Error("version");
  const parts = [];
  let size = 0;
  const rank = new Map();
  for (const part of start.parts) {
    const named = ([counts], kind) =>
      counts.flatMap((count, range) =>
        Array.from({ length: count }, (_, at) => `${part.name}/${kind}-${range}-${at}.bin`),
      );
    parts.push({
      ...part,
      offset: size,
      lists: {
        1: { keys: part.singles[1], files: named(part.singles, 1) },
        2: { keys: part.pairs[1], files: named(part.pairs, 2) },
      },
    });
    size += part.documents;
    for (const word of part.words.split(/\s/)) {
      const [folded, code] = word.split(":");
      if (folded && !rank.has(folded)) rank.set(folded, parseInt(code ?? "0", 36));
    }
  }
  const words = [...rank.keys()];
  const gone = new Uint8Array(size);
  start.gone.reduce((before, step) => {
    gone[before + step] = 1;
    return before + step;
  }, 0);
  const first = parts[0].documents;
  const order = (doc) => (doc < first ? doc : start.places[doc - first] - 0.5);
  const partOf = (doc) => parts[doc < first ? 0 : 1];
  const kindOf = (doc) => {
    const part = partOf(doc);
    let kind = start.kinds.length - 1;
    while (part.kinds[kind] > doc - part.offset) kind--;
    return start.kinds[kind];
  };
  const aliases = start.aliases.map((pair) =>
    pair.map((text) => tokensOf(runsOf(text)[0]).map((token) => token.folded)),
  );

  // The documents of a line, each four times its number plus its tier; none that are gone.
  const decoded = (line) => {
    if (line.documents) return line.documents;
    const packed = new Int32Array(line.end - line.begin);
    let length = 0;
    let doc = line.offset;
    let value = 0;
    let shift = 0;
    for (let at = line.begin; at < line.end; at++) {
      const byte = line.data[at];
      value |= (byte & 127) << shift;
      if (byte > 127) shift += 7;
      else {
        doc += value >>> 2;
        if (!gone[doc]) packed[length++] = doc * 4 + (value & 3);
        value = shift = 0;
      }
    }
    return (line.documents = packed.slice(0, length));
  };

  // One reading of the index: what it needs and does not have is collected.
  const parsed = new Map();
  const reader = (files) => {
    const read = { needs: new Set(), lost: false };
    read.file = (name, parse) => {
      const data = files.get(name);
      if (data === undefined) {
        read.needs.add(name);
        return null;
      }
      if (data !== null && parsed.get(name)?.data !== data) {
        if (parsed.size > 800) parsed.clear();
        try {
          parsed.set(name, { data, made: parse(data) });
        } catch {
          files.set(name, null);
        }
      }
      if (files.get(name) !== null) return parsed.get(name).made;
      read.lost = true;
      return null;
    };
    // The lines of each key in a file, one for each form: codes, and where the postings are.
    const shard = (data, offset) => {
      const end = data.indexOf(0);
      const keys = new Map();
      let at = end + 1;
      for (const line of textOf(data.subarray(0, end)).split("\n")) {
        const [key, ...forms] = line.split("\t");
        keys.set(
          key,
          forms.map((form) => {
            const [codes, length] = form.split(":");
            const begin = at;
            at += parseInt(length, 36);
            return { key, codes: codes.split(".").map((code) => parseInt(code, 36)), offset, data, begin, end: at };
          }),
        );
      }
      return keys;
    };
    read.lines = (kind, key, prefix = false) => {
      const found = [];
      for (const part of parts) {
        const { keys, files: names } = part.lists[kind];
        if (!keys.length) continue;
        let [low, high] = [0, keys.length - 1];
        while (low < high) {
          const middle = (low + high + 1) >> 1;
          if (keys[middle] <= key) low = middle;
          else high = middle - 1;
        }
        for (let at = low; at < keys.length && at < low + PREFIX_FILES; at++) {
          if (at > low && !(prefix && keys[at].startsWith(key))) break;
          const table = read.file(names[at], (data) => shard(data, part.offset));
          if (!table) continue;
          const own = prefix ? [...table.keys()].filter((each) => each.startsWith(key)) : [key];
          const lines = own.flatMap((each) => table.get(each) ?? []);
          found.push(...lines.filter((line) => decoded(line).length));
        }
      }
      return found;
    };
    return read;
  };

  // Columns: for each document of a part which set of values it has.
  const column = (read, part, name) =>
    read.file(`${part.name}/${name}.bin`, (data) => {
      const end = data.indexOf(0);
      const [width, sets] = objectOf(data.subarray(0, end));
      const numbers = new Uint32Array(part.documents);
      const all = 256 ** width;
      for (let at = 0, from = end + 1; at < numbers.length; at++, from += width) {
        for (let byte = width - 1; byte >= 0; byte--) numbers[at] = numbers[at] * 256 + data[from + byte];
        if (name === "date" && at) numbers[at] = (numbers[at] + numbers[at - 1]) % all;
      }
      return { sets, numbers };
    });

  return { aliases, column, decoded, gone, kindOf, order, partOf, parts, rank, reader, size, start, words };
};
