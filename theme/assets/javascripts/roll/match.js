// Which conferrals match what is chosen.

import { fold } from "./data.js";

// What matches: one pass over all conferrals, which also counts every choice as if its own facet
// were open.
export const matching = (index, names, state) => {
  const facets = index.facets;
  const chosen = facets.map((facet) => state.chosen.get(facet.key) ?? 0);
  const counts = facets.map((facet) => new Uint32Array(facet.choices.length + 1));
  const words = fold(state.find).trim().split(/\s+/).filter(Boolean);
  const named =
    words.length && names.folded.map((name) => words.every((word) => name.includes(` ${word}`)));
  const found = [];
  const has = facets.map((facet, f) =>
    facet.sets
      ? (facet.has ??= facet.sets.map((set) => new Set(set))) &&
        ((i) => facet.has[facet.numbers[i]].has(chosen[f]))
      : (i) => facet.numbers[i] === chosen[f],
  );
  for (let i = index.count - 1; i >= 0; i--) {
    if (named && !named[names.of[i]]) continue;
    let missed = -1;
    let misses = 0;
    for (let f = 0; f < facets.length && misses < 2; f++) {
      if (chosen[f] && !has[f](i)) {
        missed = f;
        misses++;
      }
    }
    if (misses > 1) continue;
    if (!misses) found.push(i);
    for (let f = 0; f < facets.length; f++) {
      if (misses && f !== missed) continue;
      const at = facets[f].numbers[i];
      if (facets[f].sets) for (const each of facets[f].sets[at]) counts[f][each]++;
      else counts[f][at]++;
    }
  }
  return [found, counts];
};
