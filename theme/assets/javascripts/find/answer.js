// The answer to a question: what is found, sorted, counted by facets and shown in part.

import { foldOf, result, wantedOf } from "./excerpt.js";
import { objectOf, openIndex } from "./index.js";
import { PART, WHOLE, WORDS, ranker } from "./rank.js";
import { CAPITALS, DOTTED, isMarked, repair, runsOf, spelled, tokensOf } from "./syllables.js";

const NO_YEAR = "khong-ro";
const LONGEST = 24;
const LONGEST_QUERY = 400;
const DATED = new Set(["event", "article", "document", "honour", "photo"]);
const WINDOW = 10;
const WINDOWS = 4;
const ENOUGH = 5;

export const create = (start) => {
  const index = openIndex(start);
  const { column, gone, kindOf, order, partOf, parts, rank, reader, size } = index;
  const { keyed, mended, readings, scatter, weigh } = ranker(index);
  const FACETS = ["kind", "year", ...start.facets];
  const valuesOf = (read, facet) => {
    if (facet === "kind") return (doc) => [kindOf(doc)];
    if (facet === "year") {
      const dates = valuesOf(read, "date");
      // A district or an award has no year: that is not one that nobody knows.
      return (doc) =>
        dates(doc).flatMap((date) => date.slice(0, 4) || (DATED.has(kindOf(doc)) ? NO_YEAR : []));
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
    /** @type {any[] | undefined} */
    let changed;
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
        if (sure) changed = likely[0]?.[1];
      }
      // Several readings find one document several times: it counts once.
      const once = levels.reduce((sum, level) => sum + (level === WHOLE ? 1 : 0), 0);
      if (Math.min(whole, once) < WINDOW) scatter(read, state, query);
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
  const later = (one, other) => Number(one === NO_YEAR) - Number(other === NO_YEAR) || (one < other ? 1 : -1);
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
    const [short, whole] = [lead, long || body || ""].map((each) => each.replace(/\s+/g, " ").trim());
    // A lede that its article repeats is shown once.
    const text = whole.includes(short) ? whole : [short, whole].filter(Boolean).join(" · ");
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
