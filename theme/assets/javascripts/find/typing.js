// What fingers do: Telex and VNI keys, and slips.

import { toned } from "./syllables.js";

// Telex and VNI, as they are typed when the keyboard does not make letters of them.
const TELEX = { f: 1, r: 2, x: 3, s: 4, j: 5 };
const VNI_TONES = [0, 4, 1, 2, 3, 5];
const VNI = { 6: { a: "â", e: "ê", o: "ô" }, 7: { o: "ơ", u: "ư" }, 8: { a: "ă" }, 9: { d: "đ" } };
export const telex = (word) => {
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
export const vni = (word) => {
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
export const near = (one, other) => {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  return (
    a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
};
