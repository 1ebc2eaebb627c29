// Which documents fit what was typed, and how well; other readings of it, and slips mended.

import { begins, cutOf, fits, formsOf, repair, tokensOf } from "./syllables.js";
import { near, telex, vni } from "./typing.js";

const TIERS = [1.0, 0.6, 0.25, 0];
const TIMES = new Set(["ngay", "thang", "nam"]);
const BEGUN = 0.45;
const NEAREST = 60;
const MENDS = 32;
export const WHOLE = 3;
export const WORDS = 2;
export const PART = 1;

export const ranker = ({ aliases, decoded, rank, size, words }) => {
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
      return kept.sort((a, b) => Number(b[0] === token.folded[0]) - Number(a[0] === token.folded[0])).slice(0, MENDS / 2);
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

  return { keyed, mended, readings, scatter, weigh };
};
