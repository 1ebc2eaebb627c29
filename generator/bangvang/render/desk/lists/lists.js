// Lists of honours at the desk: choose a file, see how it is understood, correct it, write it.

const { styles, kinds, words } = await (await fetch("lists.json")).json();
const main = document.querySelector("main");

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
if (matchMedia("(prefers-color-scheme: dark)").matches) document.body.dataset.mdColorScheme = "slate";
for (const style of styles.toReversed()) document.head.prepend(element("link", { rel: "stylesheet", href: style }));

// The key that the desk's own page has taken from its address.
const ask = async (action, params = {}) => {
  const answer = await fetch("/api/v1", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Bang-Vang-Key": localStorage.getItem("bangvang.key") ?? "" },
    body: JSON.stringify({ action, params }),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
};
const packed = async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};

const status = element("p", { role: "status" });
const say = (text) => status.replaceChildren(text);
const failed = (error) => say(error instanceof TypeError ? words.failed : error.message);

const target = element("select", { id: "van-ban", required: "" });
const file = element("input", { id: "tep", type: "file", accept: ".xlsx,.csv,.docx", required: "" });
const read = element("button", {}, words.read);
const field = (input, label) => element("p", {}, element("label", { for: input.id }, label), input);
const form = element("form", {}, field(target, words.document), field(file, words.file), element("p", {}, read));
const told = element("ul");
const place = element("div");
main.append(
  element("p", {}, element("a", { href: "./" }, words.back)),
  element("h1", {}, words.title), form, status, told, place,
);

const notes = (problems) => {
  told.replaceChildren(...problems.filter(({ row }) => row === null).map(({ text, error }) =>
    element("li", { class: error ? "why" : "why unsure" }, text)));
};

// One row of the table: its fields, and what is wrong with it below them.
const rowOf = (columns, cells, number) => {
  const inputs = columns.map(([key, name], at) => {
    const label = `${words.row.replace("{n}", number + 1)}, ${name}`;
    if (key !== "kind") {
      const input = element("input", { "aria-label": label });
      input.value = cells[at];
      return input;
    }
    const select = element("select", { "aria-label": label });
    for (const kind of ["", ...kinds]) select.append(element("option", {}, kind));
    select.value = cells[at];
    return select;
  });
  const drop = element("button", { type: "button" }, words.drop);
  const line = element("tr", {}, element("td", {}, String(number + 1)),
    ...inputs.map((input) => element("td", {}, input)), element("td", {}, drop));
  const why = element("td", { colspan: String(columns.length + 2) });
  const below = element("tr", { hidden: "" }, why);
  const row = { inputs, lines: [line, below], dropped: false };
  drop.addEventListener("click", () => {
    row.dropped = true;
    for (const each of row.lines) each.remove();
  });
  row.mark = (problems) => {
    const wrong = problems.some(({ error }) => error);
    for (const each of row.lines) each.classList.toggle("told", wrong);
    below.toggleAttribute("hidden", !problems.length);
    why.replaceChildren(...problems.map(({ text, error }) => element("p", { class: error ? "why" : "why unsure" }, text)));
    inputs.forEach((input, at) => {
      const own = problems.some(({ error, column }) => error && column === columns[at][0]);
      if (own) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    });
  };
  return row;
};

const show = ({ columns, rows, problems, count }) => {
  const made = rows.map((cells, number) => rowOf(columns, cells, number));
  const mark = (list, given) => {
    list.forEach((row, number) => row.mark(given.filter((each) => each.row === number)));
    notes(given);
  };
  const save = element("button", { type: "button" }, words.save);
  save.addEventListener("click", () => (async () => {
    const kept = made.filter((row) => !row.dropped);
    const answer = await ask("saveList", {
      document: target.value,
      columns: columns.map(([key]) => key),
      rows: kept.map(({ inputs }) => inputs.map((input) => input.value)),
    });
    mark(kept, answer.problems);
    if (answer.saved) {
      save.remove();
      status.replaceChildren(words.saved, " ", element("a", { href: `/${answer.url}` }, words.page));
    } else {
      const wrong = new Set(answer.problems.filter(({ error }) => error).map(({ row }) => row));
      say(words.wrong.replace("{n}", wrong.size));
    }
    status.scrollIntoView({ block: "center" });
  })().catch(failed));
  const heads = columns.map(([, name]) => element("th", { scope: "col" }, name));
  place.replaceChildren(
    element("div", { class: "scroll" }, element("table", {},
      element("caption", {}, words.table),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "TT"), ...heads, element("th", { scope: "col" }, words.drop))),
      element("tbody", {}, ...made.flatMap(({ lines }) => lines)))),
    element("p", {}, save),
  );
  mark(made, problems);
  say(count);
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  (async () => {
    const [given] = file.files;
    show(await ask("readList", { name: given.name, content: await packed(given) }));
  })().catch(failed);
});

try {
  const { targets } = await ask("listTargets");
  target.append(element("option", { value: "" }, `(${words.choose})`));
  for (const { path, title } of targets) target.append(element("option", { value: path }, title));
  if (!targets.length) say(words.none);
} catch (error) {
  failed(error);
}
