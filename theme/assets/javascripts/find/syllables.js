// Syllables as a search compares them: generator/bangvang/search/syllables.py is the other half.

const TONES = { "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5 };
const OPTIONS = { a: "aăâ", e: "eê", o: "oôơ", u: "uư", d: "dđ" };
const SHAPES = Object.fromEntries(
  Object.values(OPTIONS).flatMap((letters) => [...letters].map((letter) => [letter, letters])),
);
const LONGEST_WORD = 20;
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
export const WORD = /[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu;
const THOUSANDS = /(?<!\p{Nd})(?<!\p{Nd}[.,])\p{Nd}{1,3}(?:[.,]\p{Nd}{3})+(?![.,]?\p{Nd})/gu;
const ISO_DAY = /(?<!\p{Nd})(\p{Nd}{4})-(\p{Nd}{1,2})-(\p{Nd}{1,2})(?!\p{Nd})/gu;
const SPOKEN_DAY = /(?:(\p{Nd}{1,2})\s+)?tháng\s+(\p{Nd}{1,2})\s+năm\s+(\p{Nd}{4})/gu;
export const DOTTED = /(?<!\p{L})\p{L}(?:\.\p{L})+\.?(?!\p{L})/gu;
export const CAPITALS = /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu;
const FINAL_Y = /^(?:qu|[bcdghklmnpqrstvx]{0,3})y$/;
const RIMES =
  "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng " +
  "iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo " +
  "oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi " +
  "uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu";
const ONE = new RegExp(
  `^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:${RIMES.replaceAll(" ", "|")})$`,
);

export const repair = (text) =>
  text
    .normalize("NFC")
    .replaceAll("\u00d0", "Đ")
    .replaceAll("\u00f0", "đ")
    .replace(INVISIBLE, "")
    .replaceAll("\u00a0", " ");
const joined = (number) => number.replace(/[.,]/g, "");
export const runsOf = (text) => {
  const low = repair(text).toLowerCase().replace(ISO_DAY, "$3/$2/$1");
  return [
    low.replace(THOUSANDS, joined).match(WORD) ?? [],
    ...(low.match(THOUSANDS) ?? []).map((number) => number.split(/[.,]/)),
    ...[...low.matchAll(SPOKEN_DAY)].map((day) => day.slice(1).filter(Boolean)),
  ];
};

export const cutOf = (folded) => {
  if (folded.length > 28) return 0;
  const ends = Array.from({ length: Math.min(7, folded.length - 1) }, (_, at) => at + 1);
  const whole = ends.filter((end) => ONE.test(folded.slice(0, end)));
  return (
    whole.find((end) => ONE.test(folded.slice(end))) ??
    whole.find((end) => cutOf(folded.slice(end))) ??
    0
  );
};
export const formsOf = (word) => {
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
export const tokensOf = (words) =>
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
export const isMarked = ({ folded, code }) =>
  code % 6 > 0 || shapesOf(folded, code).some(([letter, shape]) => letter !== "d" && shape);
// How well a form fits one that was typed: in a query with all its marks, or with at most đ.
export const fits = ({ folded, code }, form, strict) => {
  if (code === form) return 1;
  if (strict) return code ? 0 : 0.3;
  return !code || strokesOf(folded, code) === strokesOf(folded, form) ? 1 : 0;
};
// The same of a word of which only the beginning was typed, perhaps not yet its tone.
export const begins = ({ folded, code }, form, strict) => {
  if (!strict) return 1;
  const shapes = shapesOf(folded, form);
  if (shapesOf(folded, code).some(([, shape], at) => shape && shape !== shapes[at][1])) return 0;
  return !(code % 6) || code % 6 === form % 6 ? 1 : 0;
};
const MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
// Letters with their tone: on the last that has a shape; else on the vowel before the end, or the
// last one.
export const toned = (letters, tone) => {
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
export const spelled = (folded, code) => {
  const letters = shapesOf(folded, code).map(([letter, shape]) => OPTIONS[letter]?.[shape] ?? letter);
  return code % 6 ? toned(letters.join(""), code % 6) : letters.join("");
};
