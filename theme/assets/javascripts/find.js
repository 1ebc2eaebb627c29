// The search: what a reader typed, and an index of folded syllables and their neighbours. One
// classic script without dependencies, for a worker in the browser and for `bangvang search`. What
// answers loads nothing: an answer may be the names of files that it needs first. The format of the
// files is in docs/search-format.md; generator/bangvang/search/syllables.py is the other half of
// the syllables.
(() => {
  "use strict";

  const VERSION = 1;

  // Syllables.

  const TONES = { "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5 };
  const OPTIONS = { a: "aăâ", e: "eê", o: "oôơ", u: "uư", d: "dđ" };
  const SHAPES = Object.fromEntries(
    Object.values(OPTIONS).flatMap((letters) => [...letters].map((letter) => [letter, letters])),
  );
  const LONGEST_WORD = 20;
  const INVISIBLE =
    /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
  const WORD = /[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu;
  const THOUSANDS = /(?<!\p{Nd})(?<!\p{Nd}[.,])\p{Nd}{1,3}(?:[.,]\p{Nd}{3})+(?![.,]?\p{Nd})/gu;
  const ISO_DAY = /(?<!\p{Nd})(\p{Nd}{4})-(\p{Nd}{1,2})-(\p{Nd}{1,2})(?!\p{Nd})/gu;
  const SPOKEN_DAY = /(?:(\p{Nd}{1,2})\s+)?tháng\s+(\p{Nd}{1,2})\s+năm\s+(\p{Nd}{4})/gu;
  const DOTTED = /(?<!\p{L})\p{L}(?:\.\p{L})+\.?(?!\p{L})/gu;
  const CAPITALS = /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu;
  const FINAL_Y = /^(?:qu|[bcdghklmnpqrstvx]{0,3})y$/;
  const RIMES =
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng " +
    "iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo " +
    "oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi " +
    "uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu";
  const ONE = new RegExp(
    `^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:${RIMES.replaceAll(" ", "|")})$`,
  );

  const repair = (text) =>
    text
      .normalize("NFC")
      .replaceAll("\u00d0", "Đ")
      .replaceAll("\u00f0", "đ")
      .replace(INVISIBLE, "")
      .replaceAll("\u00a0", " ");
  const joined = (number) => number.replace(/[.,]/g, "");
  const runsOf = (text) => {
    const low = repair(text).toLowerCase().replace(ISO_DAY, "$3/$2/$1");
    return [
      low.replace(THOUSANDS, joined).match(WORD) ?? [],
      ...(low.match(THOUSANDS) ?? []).map((number) => number.split(/[.,]/)),
      ...[...low.matchAll(SPOKEN_DAY)].map((day) => day.slice(1).filter(Boolean)),
    ];
  };

  const cutOf = (folded) => {
    if (folded.length > 28) return 0;
    const ends = Array.from({ length: Math.min(7, folded.length - 1) }, (_, at) => at + 1);
    const whole = ends.filter((end) => ONE.test(folded.slice(0, end)));
    return (
      whole.find((end) => ONE.test(folded.slice(end))) ??
      whole.find((end) => cutOf(folded.slice(end))) ??
      0
    );
  };
  const formsOf = (word) => {
    if (/^\p{Nd}+$/u.test(word)) return [[word.replace(/^0+(?=.)/, ""), 0]];
    let tone = 0;
    let plain = "";
    for (const char of word) {
      const parts = [...char.normalize("NFD")];
      tone ||= TONES[parts.filter((part) => TONES[part]).pop()] ?? 0;
      plain += parts.filter((part) => !TONES[part]).join("").normalize("NFC");
    }
    let folded = plain.replaceAll("đ", "d").normalize("NFD").replace(/[\p{Mn}\p{Me}]/gu, "");
    if (folded.length === word.length && /[^\x00-\x7f]/.test(word) && !ONE.test(folded)) {
      const cut = cutOf(folded);
      if (cut) return [...formsOf(word.slice(0, cut)), ...formsOf(word.slice(cut))];
    }
    let code = 0;
    let radix = 1;
    if ([...plain].length <= LONGEST_WORD) {
      for (const letter of plain) {
        const options = SHAPES[letter];
        if (!options) continue;
        code += options.indexOf(letter) * radix;
        radix *= options.length;
      }
    }
    if (FINAL_Y.test(folded)) folded = `${folded.slice(0, -1)}i`;
    return [[folded, code * 6 + tone]];
  };
  const tokensOf = (words) =>
    words.flatMap((word) => formsOf(word).map(([folded, code]) => ({ folded, code, as: word })));

  // The letters of a form that may have shapes, each with the shape that the code tells: 0 for none.
  const shapesOf = (folded, code) => {
    let shapes = Math.floor(code / 6);
    return [...folded].map((letter) => {
      const size = OPTIONS[letter]?.length ?? 1;
      const shape = shapes % size;
      shapes = Math.floor(shapes / size);
      return [letter, shape];
    });
  };
  const strokesOf = (folded, code) =>
    shapesOf(folded, code).map(([letter, shape]) => (letter === "d" ? shape : "")).join("");
  // Whether a form has other marks than the stroke of đ.
  const isMarked = ({ folded, code }) =>
    code % 6 > 0 || shapesOf(folded, code).some(([letter, shape]) => letter !== "d" && shape);
  // How well a form fits one that was typed: in a query with all its marks, or with at most đ.
  const fits = ({ folded, code }, form, strict) => {
    if (code === form) return 1;
    if (strict) return code ? 0 : 0.3;
    return !code || strokesOf(folded, code) === strokesOf(folded, form) ? 1 : 0;
  };
  // The same of a word of which only the beginning was typed, perhaps not yet its tone.
  const begins = ({ folded, code }, form, strict) => {
    if (!strict) return 1;
    const shapes = shapesOf(folded, form);
    if (shapesOf(folded, code).some(([, shape], at) => shape && shape !== shapes[at][1])) return 0;
    return !(code % 6) || code % 6 === form % 6 ? 1 : 0;
  };
  const MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
  // Letters with their tone: on the last that has a shape; else on the vowel before the end, or the
  // last one.
  const toned = (letters, tone) => {
    let at = letters.search(/[âêôơưă](?!.*[âêôơưă])/u);
    if (at < 0) {
      const begun = /^(?:qu|gi(?=[aeiouy]))/.exec(letters)?.[0].length ?? 0;
      const first = begun || Math.max(0, letters.search(/[aeiouy]/));
      const last = Math.max(0, letters.search(/[aeiouy][^aeiouy]*$/));
      const closed = last < letters.length - 1;
      at = closed ? last : last - first > 1 ? last - 1 : first;
    }
    return `${letters.slice(0, at + 1)}${MARKS[tone]}${letters.slice(at + 1)}`.normalize("NFC");
  };
  const spelled = (folded, code) => {
    const letters = shapesOf(folded, code).map(([letter, shape]) => OPTIONS[letter]?.[shape] ?? letter);
    return code % 6 ? toned(letters.join(""), code % 6) : letters.join("");
  };

  // Telex and VNI, as they are typed when the keyboard does not make letters of them.
  const TELEX = { f: 1, r: 2, x: 3, s: 4, j: 5 };
  const VNI_TONES = [0, 4, 1, 2, 3, 5];
  const VNI = { 6: { a: "â", e: "ê", o: "ô" }, 7: { o: "ơ", u: "ư" }, 8: { a: "ă" }, 9: { d: "đ" } };
  const telex = (word) => {
    let tone = 0;
    let rest = word.replace(/^(.*[aeiouyw].*)([sfrxj])([^sfrxj]*)$/, (_, before, key, after) => {
      tone = TELEX[key];
      return before + after;
    });
    rest = rest.replace(/^d(.*)d/, "đ$1");
    for (const [letter, shape] of [["a", "â"], ["e", "ê"], ["o", "ô"]]) {
      rest = rest.replace(new RegExp(`${letter}([^aeiou]*)${letter}`), `${shape}$1`);
    }
    rest = rest.replace(/uow|uwow|uwo|uo([^w]*)w/, "ươ$1").replace(/a([^aouw]*)w/, "ă$1");
    rest = rest.replace(/o([^aouw]*)w/, "ơ$1").replace(/u([^aouw]*)w|w/, "ư$1");
    return tone ? toned(rest, tone) : rest;
  };
  const vni = (word) => {
    let tone = 0;
    let rest = "";
    for (const char of word.replace(/^dd/, "đ")) {
      if (char >= "1" && char <= "5") tone = VNI_TONES[char];
      else if (VNI[char]) {
        let at = rest.length - 1;
        while (at >= 0 && !VNI[char][rest[at]]) at--;
        if (at < 0) return word;
        rest = rest.slice(0, at) + VNI[char][rest[at]] + rest.slice(at + 1);
        if (char === "7") rest = rest.replace(/uơ|ưo/, "ươ");
      } else if (/\d/.test(char)) return word;
      else rest += char;
    }
    return tone ? toned(rest, tone) : rest;
  };

  // One letter too many, too few, another, or two exchanged.
  const near = (one, other) => {
    if (Math.abs(one.length - other.length) > 1 || one === other) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const [a, b] = [one.slice(at), other.slice(at)];
    return (
      a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
      (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
    );
  };

  const textOf = (bytes) => new TextDecoder().decode(bytes);
  const objectOf = (bytes) => JSON.parse(textOf(bytes));

  // The index.

  const TIERS = [1.0, 0.6, 0.25, 0];
  const TIMES = new Set(["ngay", "thang", "nam"]);
  const NO_YEAR = "khong-ro";
  const BEGUN = 0.45;
  const LONGEST = 24;
  const LONGEST_QUERY = 400;
  const PREFIX_FILES = 4;
  const NEAREST = 60;
  const MENDS = 32;
  const WINDOW = 10;
  const WINDOWS = 4;
  const ENOUGH = 5;
  const WHOLE = 3;
  const WORDS = 2;
  const PART = 1;

  const create = (start) => {
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

    // What fits the tokens of one place, added up for each document.
    const best = new Float64Array(size);
    const touched = new Int32Array(size);
    const gather = (state, tokens, lines, key, add) => {
      const forms = lines.map((line) => `${line.key} ${line.codes}`);
      const often = new Map();
      let total = 0;
      lines.forEach((line, at) => {
        const { length } = decoded(line);
        often.set(forms[at], (often.get(forms[at]) ?? 0) + length);
        total += length;
      });
      const weight = Math.log(1 + size / (total || 1)) + 0.2;
      let length = 0;
      lines.forEach((line, at) => {
        let exact = 0;
        tokens.forEach((token, place) => {
          const how = token.open && line.key !== key ? begins : fits;
          exact += how(token, line.codes[place], state.strict && !token.free);
        });
        exact /= tokens.length;
        const whole = line.key === key ? 1 : BEGUN;
        const common = (0.1 * often.get(forms[at])) / total;
        const value = whole * (0.4 + 0.6 * exact) + common;
        for (const packed of decoded(line)) {
          const worth = value * (1 + TIERS[packed & 3]);
          const doc = packed >>> 2;
          if (!best[doc]) touched[length++] = doc;
          if (worth > best[doc]) best[doc] = worth;
        }
      });
      for (let at = 0; at < length; at++) {
        const doc = touched[at];
        add(doc, best[doc] * weight);
        best[doc] = 0;
      }
      return weight;
    };

    // Documents that have the words of a reading side by side, or some of them.
    const weigh = (read, state, query, share) => {
      const paired = query.length > 1;
      const count = paired ? query.length - 1 : 1;
      const asked = [];
      for (let at = 0; at < count; at++) {
        const tokens = paired ? [query[at], query[at + 1]] : [query[0]];
        const key = tokens.map((token) => token.folded).join(" ");
        asked.push({ tokens, key, lines: read.lines(paired ? 2 : 1, key, tokens[tokens.length - 1].open) });
      }
      if (read.needs.size) return 0;
      const sums = new Float64Array(size);
      const matched = new Uint8Array(size);
      let weights = 0;
      for (const { tokens, key, lines } of asked) {
        weights += gather(state, tokens, lines, key, (doc, worth) => {
          sums[doc] += worth;
          matched[doc]++;
        });
      }
      let whole = 0;
      for (let doc = 0; doc < size; doc++) {
        if (!matched[doc]) continue;
        const all = matched[doc] === count;
        if (all) whole++;
        if (!share) continue;
        const score = share * (sums[doc] / weights) * (all ? 10 : 4) + (all ? share * 10 : 0);
        state.give(doc, score, all ? WHOLE : PART);
      }
      if (share) state.used.push(query);
      return whole;
    };

    // Documents that have all words anywhere.
    const scatter = (read, state, query) => {
      const unique = [...new Map(query.map((token) => [token.folded, token])).values()].slice(0, 8);
      const found = unique.map((token) => read.lines(1, token.folded));
      if (read.needs.size) return;
      const sums = new Float64Array(size);
      const matched = new Uint8Array(size);
      let weights = 0;
      unique.forEach((token, at) => {
        weights += gather(state, [token], found[at], token.folded, (doc, worth) => {
          sums[doc] += worth;
          matched[doc]++;
        });
      });
      for (let doc = 0; doc < size; doc++) {
        if (!matched[doc]) continue;
        const all = matched[doc] === unique.length;
        const score = (sums[doc] / weights) * (all ? 3 : 2) + (all ? 1 : 0);
        state.give(doc, score, all ? WORDS : PART, all ? 0.5 : 0);
      }
    };

    const word = (folded) => ({ folded, code: 0, free: true, as: folded });
    const replaced = (query, from, to) => {
      for (let at = 0; at + from.length <= query.length; at++) {
        if (from.every((folded, place) => query[at + place].folded === folded)) {
          return [...query.slice(0, at), ...to.map(word), ...query.slice(at + from.length)];
        }
      }
      return null;
    };
    const readings = (query) => {
      const found = [];
      let expanded = query;
      for (const [one, other] of aliases) {
        for (const [from, to] of [[one, other], [other, one]]) {
          if (!to.every((folded) => rank.has(folded) || /\d/.test(folded))) continue;
          const made = replaced(query, from, to);
          if (made) found.push(made);
        }
        if (one.length === 1 && other.length > 1) expanded = replaced(expanded, one, other) ?? expanded;
      }
      if (expanded !== query && found.length > 1) found.push(expanded);
      // A day in figures, without the words around it.
      const spoken = (token, at) => TIMES.has(token.folded) && /^\d/.test(query[at + 1]?.folded);
      const days = query.filter((token, at) => !spoken(token, at));
      if (days.length && days.length < query.length) found.push(days);
      return found;
    };

    // Words that nobody wrote here: typed with one slip.
    const mended = (read, query, strict) => {
      const letters = query.map((token) => /^\p{L}{2,}$/u.test(token.folded) && !token.capitals);
      const there = query.slice(1).map(
        (token, at) => read.lines(2, `${query[at].folded} ${token.folded}`).length > 0,
      );
      const unknown = query.map(
        (token, at) => letters[at] && !rank.has(token.folded) && !read.lines(1, token.folded).length,
      );
      if (read.needs.size) return [];
      let suspects = query.map((_, at) => letters[at] && !there[at - 1] && !there[at]);
      if (unknown.includes(true)) suspects = unknown;
      else if (query.length < 3 && (query.length < 2 || strict)) return [];
      const choices = query.map((token, at) => {
        if (!suspects[at]) return [];
        const close = words.filter((each) => near(token.folded, each)).slice(0, NEAREST);
        const before = at > 0 && !suspects[at - 1] ? query[at - 1].folded : null;
        const after = at + 1 < query.length && !suspects[at + 1] ? query[at + 1].folded : null;
        const votes = close.map((each) => {
          let sum = 0;
          for (const key of [before && `${before} ${each}`, after && `${each} ${after}`]) {
            if (key && read.lines(2, key).length) sum++;
          }
          return sum;
        });
        const most = Math.max(0, ...votes);
        const kept = close.filter((_, place) => votes[place] === most || !(before || after));
        // A slip is rarely at the beginning.
        return kept.sort((a, b) => (b[0] === token.folded[0]) - (a[0] === token.folded[0])).slice(0, MENDS / 2);
      });
      if (read.needs.size) return [];
      const places = choices.flatMap((list, at) => (list.length ? [at] : []));
      const found = places.flatMap((at) =>
        choices[at].map((folded) => query.map((token, place) => (place === at ? word(folded) : token))),
      );
      if (unknown.filter(Boolean).length > 1) {
        found.unshift(query.map((token, at) => (choices[at].length ? word(choices[at][0]) : token)));
      }
      const glued = query.flatMap((token, at) => {
        const cut = unknown[at] ? cutOf(token.folded) : 0;
        const halves = [token.folded.slice(0, cut), token.folded.slice(cut)];
        if (!cut || !halves.every((half) => rank.has(half))) return [];
        return [[...query.slice(0, at), ...halves.map(word), ...query.slice(at + 1)]];
      });
      return [...glued, ...found].slice(0, MENDS);
    };

    // What was typed as keys, read as letters; nothing if it was not.
    const keyed = (text) => {
      let changed = false;
      const made = repair(text).toLowerCase().replace(/[\p{L}\p{Nd}]+/gu, (each) => {
        if (!/^[a-z]+[a-z0-9]*$/.test(each) || rank.has(formsOf(each)[0][0])) return each;
        const letters = /\d/.test(each) ? vni(each) : telex(each);
        // No syllable ends with ă or â.
        if (/a\p{M}*[\u0302\u0306]\p{M}*$/u.test(letters.normalize("NFD"))) return each;
        if (letters === each || !tokensOf([letters]).every((token) => rank.has(token.folded))) return each;
        changed = true;
        return letters;
      });
      return changed ? made : "";
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
    const FACETS = ["kind", "year", ...start.facets];
    const valuesOf = (read, facet) => {
      if (facet === "kind") return (doc) => [kindOf(doc)];
      if (facet === "year") {
        const dates = valuesOf(read, "date");
        return (doc) => dates(doc).map((date) => date.slice(0, 4) || NO_YEAR);
      }
      const columns = new Map(parts.map((part) => [part, column(read, part, facet)]));
      return (doc) => {
        const part = partOf(doc);
        const made = columns.get(part);
        return made ? made.sets[made.numbers[doc - part.offset]] : [];
      };
    };

    const run = (text, options, files) => {
      const { limit = 10, offset = 0, chosen = {}, count = [], sort = "" } = options;
      const read = reader(files);
      const answer = () => ({ needs: [...read.needs] });
      const given = repair(text.slice(0, LONGEST_QUERY)).replace(DOTTED, (word) => word.replaceAll(".", ""));
      const typed = keyed(given);
      const [written, ...others] = runsOf(typed || given);
      const query = tokensOf(written).slice(0, LONGEST);
      for (const word of given.match(CAPITALS) ?? []) {
        for (const token of query) token.capitals ||= token.as === word.toLowerCase();
      }
      const filters = FACETS.filter((facet) => chosen[facet]?.length).map((facet) => ({
        facet,
        of: valuesOf(read, facet),
        wanted: new Set(chosen[facet]),
      }));
      const counted = count.map((facet) => ({ facet, of: valuesOf(read, facet), sums: new Map() }));
      const dated = limit > 0 && (sort === "date" || !query.length);
      const dates = dated ? valuesOf(read, "date") : null;
      const names = count.length ? read.file(start.names, objectOf) : null;
      if (read.needs.size) return answer();
      const misses = new Int8Array(size).fill(-1);
      const miss = (doc) => {
        // 0 for none, the number of the one filter that it fails, or more than there are.
        if (misses[doc] < 0) {
          let found = 0;
          filters.forEach(({ of, wanted }, at) => {
            if (!of(doc).some((value) => wanted.has(value))) found = found ? filters.length + 1 : at + 1;
          });
          misses[doc] = found;
        }
        return misses[doc];
      };
      const scores = new Float64Array(size);
      const levels = new Uint8Array(size);
      const state = {
        strict: query.length > 1 ? query.some(isMarked) : query.some((token) => token.code),
        used: [],
        give: (doc, score, level, more = 0) => {
          scores[doc] = Math.max(scores[doc], score) + more;
          levels[doc] = Math.max(levels[doc], level);
        },
      };
      let changed = "";
      let whole = 0;
      if (query.length) {
        query[query.length - 1].open = /[\p{L}\p{Nd}]$/u.test(given);
        whole = weigh(read, state, query, 1);
        for (const other of readings(query)) whole += weigh(read, state, other, 0.98);
        for (const run of others) whole += weigh(read, state, tokensOf(run), 0.7);
        if (read.needs.size) return answer();
        if (!whole) {
          const mends = mended(read, query, state.strict);
          if (read.needs.size) return answer();
          const sure = query.length > 2 || query.some((token) => !rank.has(token.folded));
          // What is found most often was most likely meant.
          const tried = mends.map((other) => [weigh(read, state, other, 0), other]);
          const likely = tried.filter(([n]) => n).sort((a, b) => b[0] - a[0]).slice(0, ENOUGH);
          likely.forEach(([n, other], at) => {
            weigh(read, state, other, (sure ? 0.8 : 0.35) - 0.03 * at);
            whole += sure ? n : 0;
          });
          if (read.needs.size) return answer();
          if (sure) changed = likely[0]?.[1] ?? "";
        }
        if (whole < WINDOW) scatter(read, state, query);
        if (read.needs.size) return answer();
      } else if (!given.trim()) levels.fill(WHOLE);
      let level = 0;
      let highest = 0;
      for (let doc = 0; doc < size; doc++) {
        if (levels[doc]) {
          level = Math.max(level, levels[doc]);
          highest = Math.max(highest, scores[doc]);
        }
      }
      const least = level > PART || query.length < 2 ? WORDS : PART;
      const found = [];
      let all = 0;
      for (let doc = 0; doc < size; doc++) {
        if (levels[doc] < least || gone[doc]) continue;
        if (least === PART && scores[doc] < highest / 2) continue;
        const missed = miss(doc);
        all++;
        if (!missed) found.push(doc);
        for (const { facet, of, sums } of counted) {
          if (missed && filters[missed - 1]?.facet !== facet) continue;
          for (const value of of(doc)) sums.set(value, (sums.get(value) ?? 0) + 1);
        }
      }
      if (dates) {
        const days = new Map(found.map((doc) => [doc, dates(doc)[0] ?? ""]));
        const newer = (a, b) => (days.get(a) < days.get(b) ? 1 : days.get(a) > days.get(b) ? -1 : 0);
        found.sort((a, b) => newer(a, b) || order(a) - order(b));
      } else found.sort((a, b) => scores[b] - scores[a] || order(a) - order(b));
      if (query.length && limit && !dates) better(read, found, state.used, scores, levels);
      const shown = found.slice(offset, offset + limit).map((doc) => entry(read, doc));
      if (read.needs.size) return answer();
      const wanted = wantedOf(state.used, query);
      return {
        count: found.length,
        all,
        results: shown.filter(Boolean).map((each) => result(each, wanted)),
        facets: counted.map(({ facet, sums }) => [facet, listed(facet, sums, names, chosen[facet])]),
        partial: read.lost,
        understood: {
          keys: typed,
          mended: changed ? changed.map((token) => shownAs(token, state.strict)).join(" ") : "",
          plain: query.length > 0 && query.every((token) => !token.code && /\D/.test(token.as)),
          loose: query.length > 1 && level < WHOLE,
        },
      };
    };
    const shownAs = ({ free, folded, as }, strict) => (free && strict ? spelled(folded, rank.get(folded) ?? 0) : as);

    // Values that occur, or are chosen, in the order in which readers look: value, name, count.
    const later = (one, other) => (one === NO_YEAR) - (other === NO_YEAR) || (one < other ? 1 : -1);
    const listed = (facet, sums, names, chosen = []) => {
      const all =
        facet === "kind"
          ? start.kinds.map((kind) => [kind, ""])
          : facet === "year"
            ? [...new Set([...sums.keys(), ...chosen])].sort(later).map((year) => [year, ""])
            : names?.[facet] ?? [];
      return all
        .filter(([value]) => sums.has(value) || chosen.includes(value))
        .map(([value, name]) => [value, name, sums.get(value) ?? 0]);
    };

    // What is shown of a document, kept while one goes on typing.
    const entries = new Map();
    const entry = (read, doc) => {
      if (entries.has(doc)) return entries.get(doc);
      const part = partOf(doc);
      const number = doc - part.offset;
      const records = read.file(`${part.name}/r${Math.floor(number / start.records)}.bin`, objectOf);
      const kind = kindOf(doc);
      const long = kind === "article" ? read.file(`${part.name}/t${number}.bin`, objectOf) : "";
      if (!records || read.needs.has(`${part.name}/t${number}.bin`)) return null;
      const record = records[number % start.records];
      if (!record) {
        // This index is older than its files.
        read.lost = true;
        return null;
      }
      const [title, url, date, note, lead, body] = record;
      const text = [lead, long || body].filter(Boolean).join(" · ").replace(/\s+/g, " ");
      const made = { doc, kind, title, url, date, note, text };
      if (long === null) return made;
      if (entries.size > 300) entries.clear();
      entries.set(doc, made);
      return made;
    };

    // Among the first found: what is called so comes first, then what has the words in their order,
    // which neighbours alone do not tell. More are looked at while few have them.
    const better = (read, found, used, scores, levels) => {
      const keys = used.map((query) => ` ${query.map((token) => token.folded).join(" ")}`);
      const open = used.map((query) => query[query.length - 1].open);
      const short = used[0].length < 3;
      const foldedIn = (text) => ` ${runsOf(text).map((run) => run.map(foldOf).join(" ")).join(" | ")} `;
      const grades = new Map();
      let sure = 0;
      for (let at = 0; at < Math.min(found.length, WINDOW * WINDOWS); at++) {
        if (at >= WINDOW && levels[found[at]] < WHOLE) break;
        if (at && at % WINDOW === 0 && (read.needs.size || sure >= ENOUGH || short)) break;
        const each = entry(read, found[at]);
        if (!each) continue;
        const title = foldedIn(each.title);
        if (!short) each.folded ??= `${title}|${foldedIn(each.text)}|${foldedIn(each.note)}`;
        const text = each.folded ?? "";
        const there = short || keys.some((key, n) => text.includes(open[n] ? key : `${key} `));
        grades.set(found[at], keys.includes(title.trimEnd()) ? 1.5 : there ? 0 : -6);
        if (there) sure++;
      }
      const looked = found.splice(0, WINDOW * WINDOWS);
      const worth = (doc) => scores[doc] + (grades.get(doc) ?? -6);
      const window = looked.filter((doc) => grades.has(doc)).sort((a, b) => worth(b) - worth(a));
      found.unshift(...window, ...looked.filter((doc) => !grades.has(doc)));
    };

    return { run };
  };

  // What is shown.

  const folds = new Map();
  const foldOf = (word) => {
    const low = word.toLowerCase();
    if (!folds.has(low)) {
      if (folds.size > 50000) folds.clear();
      folds.set(low, formsOf(low).map(([folded]) => folded).join(" "));
    }
    return folds.get(low);
  };
  const wantedOf = (used, query) => {
    const exact = new Set(used.flat().map((token) => token.folded));
    const last = query[query.length - 1];
    const wanted = (word) => {
      const folded = foldOf(word);
      if (last?.open && folded.startsWith(last.folded)) return true;
      return folded.split(" ").every((each) => exact.has(each));
    };
    wanted.alone = query.length < 2;
    return wanted;
  };
  // A text as parts, each with whether it was asked for: words beside others, if there are any.
  const marked = (text, wanted, alone = true) => {
    const found = [...text.matchAll(WORD)].map((each) => [each.index, each[0], wanted(each[0])]);
    const beside = found.map(([, , hit], at) => hit && (found[at - 1]?.[2] || found[at + 1]?.[2]));
    const some = beside.includes(true);
    const parts = [];
    let from = 0;
    found.forEach(([index, word, hit], at) => {
      if (!(some || !alone ? beside[at] : hit)) return;
      if (index > from) parts.push([text.slice(from, index), false]);
      parts.push([word, true]);
      from = index + word.length;
    });
    if (from < text.length) parts.push([text.slice(from), false]);
    return parts;
  };
  const AROUND = 28;
  const LONGEST_EXCERPT = 320;
  const excerpt = (text, wanted) => {
    const found = [...text.matchAll(WORD)];
    let [best, place, run, inside] = [0, 0, 0, 0];
    const hits = found.map((each) => (wanted(each[0]) ? 1 : 0));
    hits.forEach((hit, at) => {
      run = hit ? run + 1 : 0;
      inside += hit - (at >= AROUND ? hits[at - AROUND] : 0);
      if (inside + run * run > best) [best, place] = [inside + run * run, at];
    });
    const first = Math.max(0, Math.min(place - AROUND / 2, found.length - AROUND));
    const begin = first ? found[first].index : 0;
    const last = found[first + AROUND];
    const end = Math.min(last ? last.index : text.length, begin + LONGEST_EXCERPT);
    const part = text.slice(begin, end).trimEnd();
    return marked(`${begin ? "… " : ""}${part}${end < text.length ? " …" : ""}`, wanted);
  };
  const result = ({ kind, title, url, date, note, text }, wanted) => ({
    kind,
    title: marked(title, wanted, wanted.alone),
    url,
    date,
    note,
    excerpt: excerpt(text, wanted),
  });

  // Loads what answers need. Two answers of a kind never cross: what is no longer asked is dropped.

  const open = (root) => {
    const files = new Map();
    const latest = new Map();
    let engine;
    const fetched = async (name, options) => {
      const response = await fetch(new URL(name, root), options);
      if (!response.ok) throw new Error(`${response.status} ${name}`);
      const stream = response.body.pipeThrough(new DecompressionStream("deflate"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    };
    const begin = async (cache) => {
      const mark = textOf(await fetched("bat-dau.bin", { cache }));
      return { ...create(JSON.parse(mark)), mark };
    };
    const loading = new Map();
    const load = (name) => {
      if (!loading.has(name)) {
        const done = fetched(name)
          .catch(() => null)
          .then((data) => {
            files.set(name, data);
            loading.delete(name);
          });
        loading.set(name, done);
      }
      return loading.get(name);
    };
    const forget = () => {
      for (const [name, data] of files) if (data === null || files.size > 800) files.delete(name);
    };
    // The answer; or nothing, if something else was asked meanwhile.
    return async (channel, query, options) => {
      const turn = {};
      latest.set(channel, turn);
      let renewed = false;
      for (;;) {
        engine ??= begin("no-cache");
        const now = await engine.catch((error) => {
          engine = undefined;
          throw error;
        });
        if (latest.get(channel) !== turn) return null;
        const answer = now.run(query, options, files);
        if (answer.needs) await Promise.all(answer.needs.map(load));
        else if (answer.partial && !renewed) {
          // The site may have been published anew since this page was loaded.
          renewed = true;
          forget();
          const other = await begin("reload").catch(() => now);
          if (other.mark !== now.mark) engine = Promise.resolve(other);
        } else {
          forget();
          return answer;
        }
      }
    };
  };

  globalThis.bangvangFind = { create, formsOf, runsOf, open };

  if ("WorkerGlobalScope" in globalThis) {
    let ask;
    globalThis.addEventListener("message", async ({ data: { root, id, channel, query, options } }) => {
      ask ??= open(root);
      try {
        postMessage({ id, answer: await ask(channel, query, options) });
      } catch (error) {
        postMessage({ id, error: String(error) });
      }
    });
  }
})();
