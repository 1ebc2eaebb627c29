// What is shown of a document: its title and the part of its text that was asked for.

import { WORD, formsOf } from "./syllables.js";

const folds = new Map();
export const foldOf = (word) => {
  const low = word.toLowerCase();
  if (!folds.has(low)) {
    if (folds.size > 50000) folds.clear();
    folds.set(low, formsOf(low).map(([folded]) => folded).join(" "));
  }
  return folds.get(low);
};
export const wantedOf = (used, query) => {
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
export const result = ({ kind, title, url, date, note, text }, wanted) => ({
  kind,
  title: marked(title, wanted, wanted.alone),
  url,
  date,
  note,
  excerpt: excerpt(text, wanted),
});
