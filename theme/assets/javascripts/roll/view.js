// The honour roll: sorted, filtered and searched in the browser. The state is in the address, so
// that a view can be linked. Only the facets are loaded at once; names when they are first needed,
// rows when they are shown. Works from a disk, too: data are scripts, nothing is fetched.

import { column, element, fold, loaderAt, texts } from "./data.js";
import { matching } from "./match.js";
import { csvOf, save } from "./take.js";

const SHOWN = 50;
const ORDERS = { "-thoi-gian": "newest", "thoi-gian": "oldest", ten: "honoree", "danh-hieu": "award" };
const SORTS = { "thoi-gian": "when", ten: "honoree", "danh-hieu": "award" };

const showRoll = (place) => {
  const root = new URL(place.dataset.bvRoll, location.href);
  const words = JSON.parse(place.dataset.words);
  // The newest honours, which stand in the page: their rows are replaced, so that nothing moves.
  const section = document.querySelector("[data-bv-roll-static]");
  const written = section.querySelector(".bv-table");
  // A folder on a disk shows no page by itself.
  const pageAt = (url) => {
    const found = new URL(url, root);
    const local = found.protocol === "file:" && found.pathname.endsWith("/");
    if (local) found.pathname += "index.html";
    return found.href;
  };
  const text = (name, values = {}) =>
    words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const number = new Intl.NumberFormat(document.documentElement.lang).format;
  const load = loaderAt(root);
  let index;
  let names; // { all, folded, of }: names in Vietnamese order, and for each conferral its own
  const rows = new Map();

  const loadNames = async () => {
    if (names) return;
    const [packed, [low, high]] = await load("ten");
    const [all, lows, highs] = await Promise.all([
      texts(packed),
      column(low),
      column(high),
    ]);
    const of = Uint32Array.from(lows, (value, i) => value + highs[i] * 65536);
    names = { all, folded: all.map((name) => ` ${fold(name)}`), of };
  };
  const loadRows = async (part) => {
    if (!rows.has(part)) rows.set(part, await load(`dong-${part}`));
  };

  // State: what is chosen, as the address tells it.
  const state = { chosen: new Map(), find: "", sort: "thoi-gian", down: true, page: 1 };
  const read = () => {
    const query = new URLSearchParams(location.search);
    state.chosen.clear();
    for (const facet of index.facets) {
      const at = facet.choices.findIndex(([key]) => key === query.get(facet.key));
      if (at >= 0) state.chosen.set(facet.key, at + 1);
    }
    state.find = query.get("ten") ?? "";
    const sort = query.get("xep") ?? "-thoi-gian";
    state.down = sort.startsWith("-");
    state.sort = sort.replace("-", "") === "thoi-gian" ? "thoi-gian" : sort.replace(/^-/, "");
    if (!(state.sort in SORTS)) Object.assign(state, { sort: "thoi-gian", down: true });
    state.page = Math.max(1, Number.parseInt(query.get("trang") ?? "1", 10) || 1);
  };
  const sortKey = () => `${state.down ? "-" : ""}${state.sort}`;
  const write = (push) => {
    const query = new URLSearchParams();
    for (const facet of index.facets) {
      const chosen = state.chosen.get(facet.key);
      if (chosen) query.set(facet.key, facet.choices[chosen - 1][0]);
    }
    if (state.find) query.set("ten", state.find);
    const sort = sortKey();
    if (sort !== "-thoi-gian") query.set("xep", sort);
    if (state.page > 1) query.set("trang", String(state.page));
    const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
    history[push ? "pushState" : "replaceState"](null, "", address);
  };

  const sorted = (found) => {
    const sign = state.down ? -1 : 1;
    if (state.sort === "thoi-gian") return state.down ? found : found.reverse();
    const award = index.facets.find((facet) => facet.key === "danh-hieu").numbers;
    const of = state.sort === "ten" ? names.of : award;
    return found.sort((a, b) => sign * (of[a] - of[b]) || b - a);
  };

  // The page.
  const inputs = new Map();
  const find = element("input", { type: "search", id: "bv-tim-ten", autocomplete: "off" });
  const status = element("p", { role: "status", class: "bv-roll__status" });
  const body = element("tbody");
  const heads = new Map();
  const list = element("div", { class: "bv-table" });
  const pager = element("nav", { class: "bv-pager", "aria-label": words.pages });
  const table = element("table", { class: "bv-roll", "aria-busy": "true" });
  const more = element("details", { class: "bv-roll__more" });
  const summary = element("summary", {});
  const order = element("select", { id: "bv-xep" });
  const take = element("button", { type: "button", class: "bv-button bv-roll__take" }, words.take);

  const link = ([title, url]) =>
    url ? element("a", { href: pageAt(url) }, title) : document.createTextNode(title);

  const rowOf = (i) => {
    const row = rows.get(Math.floor(i / index.rows))?.[i % index.rows];
    if (row) {
      const [honoree, role, award, when, where, standing, sources, identity] = row;
      const head = element("th", { scope: "row" }, element("span", { "data-honoree": identity }, link(honoree)));
      if (role) head.append(element("span", { class: "bv-note" }, role));
      const given = element("td", {}, link(award));
      if (standing) given.append(" ", element("strong", { class: "bv-standing" }, standing));
      const from = element("td");
      for (const [title, url, day] of sources) {
        if (from.childNodes.length) from.append(", ");
        from.append(link([title, url]), ` (${day})`);
      }
      return element("tr", {}, head, given, element("td", {}, when), element("td", {}, where), from);
    }
    const choice = (key) => {
      const facet = index.facets.find((each) => each.key === key);
      return facet.choices[facet.numbers[i] - 1]?.[1] ?? "";
    };
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, names ? names.all[names.of[i]] : "…"),
      element("td", {}, choice("danh-hieu")),
      element("td", {}, index.days[index.day[i]]),
      element("td", {}, choice("dia-ban")),
      element("td", {}, "…"),
    );
  };

  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    if (state.find || state.sort === "ten") await loadNames();
    if (mine !== turn) return;
    const [found, counts] = matching(index, names, state);
    const pages = Math.max(1, Math.ceil(found.length / SHOWN));
    state.page = Math.min(state.page, pages);
    const shown = sorted(found).slice((state.page - 1) * SHOWN, state.page * SHOWN);
    index.facets.forEach((facet, f) => {
      const select = inputs.get(facet.key);
      select.value = String(state.chosen.get(facet.key) ?? 0);
      for (const option of select.options) {
        const at = Number(option.value);
        if (!at) continue;
        option.textContent = `${facet.choices[at - 1][1]} (${number(counts[f][at])})`;
        option.disabled = !counts[f][at] && state.chosen.get(facet.key) !== at;
      }
    });
    if (document.activeElement !== find) find.value = state.find;
    summary.textContent = words.filters + (state.chosen.size ? ` (${state.chosen.size})` : "");
    const sort = sortKey();
    order.value = sort in ORDERS ? sort : state.sort;
    status.textContent = found.length ? text("found", { n: number(found.length) }) : words.none;
    if (pages > 1) status.append(`, ${text("shown", { shown: number(shown.length), n: number(found.length) })}`);
    take.toggleAttribute("hidden", !found.length);
    for (const [key, head] of heads) {
      if (key === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    const turnTo = (page, name) => {
      const button = element("button", { type: "button", class: "bv-button" }, words[name]);
      if (page < 1 || page > pages) button.setAttribute("disabled", "");
      button.addEventListener("click", () => {
        state.page = page;
        change(true).then(() => table.scrollIntoView({ block: "nearest" }));
      });
      return button;
    };
    pager.replaceChildren();
    if (pages > 1) {
      const at = element("span", {}, text("page", { number: number(state.page), count: number(pages) }));
      pager.append(turnTo(state.page - 1, "previous"), at, turnTo(state.page + 1, "next"));
    }
    const parts = [...new Set(shown.map((i) => Math.floor(i / index.rows)))];
    const draw = () => body.replaceChildren(...shown.map(rowOf));
    const missing = parts.filter((part) => !rows.has(part));
    if (missing.length && names) draw();
    await Promise.all(missing.map(loadRows));
    if (mine !== turn) return;
    draw();
    table.setAttribute("aria-busy", "false");
  };
  const change = (push) => {
    write(push);
    return show().catch(failed);
  };
  const failed = () => {
    status.textContent = words.failed;
    list.replaceWith(written);
    pager.remove();
  };

  const taken = async () => {
    await loadNames();
    const found = sorted(matching(index, names, state)[0]);
    await Promise.all([...new Set(found.map((i) => Math.floor(i / index.rows)))].map(loadRows));
    const all = found.map((i) => rows.get(Math.floor(i / index.rows))[i % index.rows]);
    const heads = ["honoree", "role", "award", "when", "place", "standing", "source", "address"];
    save("bang-vang.csv", csvOf(heads.map((name) => words[name]), all, (url) => new URL(url, words.site).href));
  };

  const build = () => {
    const fields = element("div", { class: "bv-roll__fields" });
    const field = (label, input) =>
      fields.append(element("div", { class: "bv-roll__field" }, element("label", { for: input.id }, label), input));
    field(words.find, find);
    for (const facet of index.facets) {
      if (!facet.choices.length) continue;
      const select = element("select", { id: `bv-loc-${facet.key}` });
      select.append(element("option", { value: "0" }, words.all));
      facet.choices.forEach((_, at) => select.append(element("option", { value: String(at + 1) })));
      select.addEventListener("change", () => {
        if (select.value === "0") state.chosen.delete(facet.key);
        else state.chosen.set(facet.key, Number(select.value));
        state.page = 1;
        change(true);
      });
      inputs.set(facet.key, select);
      field(words[facet.key], select);
    }
    find.addEventListener("input", () => {
      state.find = find.value;
      state.page = 1;
      change(false);
    });
    const clear = element("button", { type: "button", class: "bv-button" }, words.clear);
    clear.addEventListener("click", () => {
      Object.assign(state, { find: "", page: 1 });
      state.chosen.clear();
      find.value = "";
      change(true);
    });
    const first = element("div", { class: "bv-roll__fields" }, fields.firstChild);
    for (const [key, name] of Object.entries(ORDERS)) order.append(element("option", { value: key }, words[name]));
    order.addEventListener("change", () => {
      Object.assign(state, { down: order.value.startsWith("-"), sort: order.value.replace(/^-/, ""), page: 1 });
      change(true);
    });
    const sorting = element("div", { class: "bv-roll__field bv-roll__order" });
    sorting.append(element("label", { for: order.id }, words.order), order);
    first.append(sorting);
    more.append(summary, fields, clear);
    more.open = matchMedia("(min-width: 45em)").matches;
    take.addEventListener("click", () => taken().catch(failed));
    const form = element("form", { class: "bv-roll__form", role: "search", "aria-label": words.filters }, first, more);
    form.addEventListener("submit", (event) => event.preventDefault());
    // Names will be needed as soon as a filter shows rows from everywhere.
    form.addEventListener("focusin", () => loadNames().catch(() => {}), { once: true });
    form.addEventListener("pointerenter", () => loadNames().catch(() => {}), { once: true });

    const line = element("tr");
    for (const name of ["honoree", "award", "when", "place", "source"]) {
      const key = Object.keys(SORTS).find((each) => SORTS[each] === name);
      const head = element("th", { scope: "col" });
      if (key) {
        const button = element("button", { type: "button", class: "bv-roll__sort" }, words[name]);
        button.addEventListener("click", () => {
          state.down = state.sort === key ? !state.down : key === "thoi-gian";
          state.sort = key;
          state.page = 1;
          change(true);
        });
        head.append(button);
        heads.set(key, head);
      } else head.append(words[name]);
      line.append(head);
    }
    table.append(element("caption", {}, words.table), element("thead", {}, line), body);
    list.append(table);
    place.append(form, element("div", { class: "bv-roll__line" }, status, take), section);
  };

  (async () => {
    index = await load("chung");
    for (const facet of index.facets) facet.numbers = await column(facet.column);
    index.facets = index.facets.filter((facet) => facet.choices.length);
    index.day = await column(index.day);
    index.days = await texts(index.days);
    read();
    build();
    window.addEventListener("popstate", () => {
      read();
      find.value = state.find;
      show().catch(failed);
    });
    await show();
    section.querySelector("h2").textContent = words.table;
    written.replaceWith(list);
    section.append(pager);
  })().catch(failed);
};

const place = document.querySelector("[data-bv-roll]");
if (place) showRoll(place);
