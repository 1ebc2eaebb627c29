// The page of results: a list, and facets with counts. Its whole state is in the address.
(() => {
  "use strict";

  const { root, words, kinds, facets, local, $, element, say, number, search, marked, isTyped } =
    window.bangvangSearch;
  const page = $("[data-bv-search-page]");
  const later = (action, wait) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(action, wait);
    };
  };
  const PART = 10;
  const LONGEST = 500;
  const KINDS = new Map(kinds);
  const NAMED = new Map([...KINDS].map(([kind, name]) => [name, kind]));
  const input = $("#bv-tim");
  const status = $(".bv-find__status");
  const notes = $(".bv-find__notes");
  const results = $(".bv-find__results");
  const panel = $(".bv-find__facets");
  const toAddress = (facet, value) => (facet === "kind" ? KINDS.get(value) : value);
  const fromAddress = (facet, value) => (facet === "kind" ? NAMED.get(value) : value);
  const state = { query: "", chosen: {}, sort: "", shown: PART };
  const read = () => {
    const given = new URLSearchParams(location.search);
    state.query = given.get("q") ?? "";
    state.sort = given.get("xep") === "moi" ? "date" : "";
    state.shown = Math.min(LONGEST, Math.max(PART, Number.parseInt(given.get("hien") ?? "", 10) || PART));
    state.chosen = {};
    for (const [facet, name] of facets) {
      const values = given.getAll(name).map((value) => fromAddress(facet, value)).filter(Boolean);
      if (values.length) state.chosen[facet] = values;
    }
    input.value = state.query;
    order.value = state.sort;
  };
  const address = () => {
    const given = new URLSearchParams();
    if (state.query.trim()) given.set("q", state.query);
    for (const [facet, name] of facets) {
      for (const value of state.chosen[facet] ?? []) given.append(name, toAddress(facet, value));
    }
    if (state.sort) given.set("xep", "moi");
    if (state.shown > PART) given.set("hien", String(state.shown));
    return `${location.pathname}${given.size ? `?${given}` : ""}`;
  };
  const write = (push) => {
    const next = address();
    if (next === location.pathname + location.search) return;
    history[push ? "pushState" : "replaceState"](null, "", next);
  };
  // Whether signs alone were typed: they find nothing. An empty field finds everything.
  const asksNothing = () => state.query.trim() && !isTyped(state.query);

  const order = $("#bv-xep");
  const groups = new Map();
  const choose = (facet, value, wanted) => {
    const others = (state.chosen[facet] ?? []).filter((each) => each !== value);
    state.chosen[facet] = wanted ? [...others, value] : others;
    if (!state.chosen[facet].length) delete state.chosen[facet];
    change(true);
  };
  for (const [facet, name] of facets) {
    const list = element("div", { class: "bv-facet__values", role: "group", "aria-label": words[`facet-${facet}`] });
    const group = element("details", { class: "bv-facet", "data-facet": name }, element("summary", {}, words[`facet-${facet}`]), list);
    group.open = ["portal", "kind", "year"].includes(facet);
    group.hidden = true;
    groups.set(facet, { group, list, fields: new Map() });
    panel.append(group);
  }
  const field = (facet, value, name) => {
    const { list, fields } = groups.get(facet);
    if (!fields.has(value)) {
      const check = element("input", { type: "checkbox" });
      check.addEventListener("change", () => choose(facet, value, check.checked));
      const text = facet === "kind" ? words[value] : facet === "year" && value === "khong-ro" ? words.unknown : name || value;
      const count = element("span", { class: "bv-note" });
      const label = element("label", {}, check, element("span", {}, text), count);
      fields.set(value, { label, check, count });
      list.append(label);
    }
    return fields.get(value);
  };
  // Counts change in place; a value that no longer occurs stays where it was, with none.
  const showFacets = (facets) => {
    for (const [facet, values] of facets) {
      const { group, list, fields } = groups.get(facet);
      const now = new Map(values.map(([value, name, count]) => [value, { name, count }]));
      for (const [value, { name }] of now) field(facet, value, name);
      const chosen = new Set(state.chosen[facet]);
      for (const [value, { label, check, count }] of fields) {
        const n = now.get(value)?.count ?? 0;
        check.checked = chosen.has(value);
        count.textContent = number(n);
        label.hidden = !n && !chosen.has(value);
      }
      if (!list.contains(document.activeElement)) list.append(...values.map(([value]) => fields.get(value).label));
      group.hidden = !values.length;
    }
  };

  const hit = (each) => {
    const link = element("a", { href: new URL(each.url, root) }, ...marked(each.title));
    const about = element("p", { class: "bv-hit__about" }, element("span", { class: "bv-hit__kind" }, words[each.kind]), each.note);
    const text = element("p", { class: "bv-hit__text" }, ...marked(each.excerpt));
    return element("li", { class: "bv-hit" }, element("h2", {}, link), about, ...(text.textContent ? [text] : []));
  };
  const button = (text, action) => {
    const made = element("button", { type: "button", class: "bv-button" }, text);
    made.addEventListener("click", action);
    return made;
  };
  const understood = ({ count, partial, understood: { keys, mended, plain, loose } }) => {
    const told = [];
    if (keys) told.push(say("keys", { query: keys }));
    if (mended) told.push(say("mended", { query: mended }));
    if (plain && count) told.push(words.plain);
    if (loose && count) told.push(words.loose);
    if (partial) told.push(words.partial);
    return told.map((text) => element("li", {}, text));
  };
  const loosen = () => {
    const made = Object.entries(state.chosen).flatMap(([facet, values]) =>
      values.map((value) => {
        const name = groups.get(facet).fields.get(value)?.label.querySelector("span").textContent ?? value;
        return button(`${words[`facet-${facet}`]}: ${name} ×`, () => {
          choose(facet, value, false);
          input.focus();
        });
      }),
    );
    return made.length ? [element("p", {}, words.loosen), element("p", { class: "bv-find__loosen" }, ...made)] : [];
  };

  const filters = $(".bv-find__filters");
  filters.open = window.matchMedia("(min-width: 60em)").matches;
  const heading = $("summary", filters);
  const title = heading.textContent;
  const count = async (needed = filters.open) => {
    const n = Object.values(state.chosen).flat().length;
    heading.textContent = n ? `${title} (${number(n)})` : title;
    if (!needed || asksNothing()) return;
    const options = { limit: 0, chosen: state.chosen, count: facets.map(([facet]) => facet) };
    const found = await search("facets", state.query, options);
    if (found) showFacets(found.facets);
  };
  let asking = 0;
  const answer = async () => {
    const { query, chosen, sort } = state;
    const mine = ++asking;
    if (asksNothing()) {
      status.textContent = say("none", { query });
      notes.replaceChildren();
      results.replaceChildren();
      for (const { group } of groups.values()) group.hidden = true;
      return;
    }
    try {
      const options = { chosen, sort: query.trim() ? sort : "date" };
      const found = await search("page", query, { ...options, limit: state.shown });
      if (!found || mine !== asking) return;
      const values = { n: number(found.count), query };
      const told = found.count ? (query.trim() ? "found" : "everything") : query.trim() ? "none" : "nothing";
      status.textContent = say(told, values);
      notes.replaceChildren(...understood(found));
      results.dataset.query = query;
      const list = element("ol", { class: "bv-hits" }, ...found.results.map(hit));
      const astray = !found.count && found.all > 0;
      order.parentElement.hidden = !query.trim() || !found.count;
      results.replaceChildren(...(found.count ? [list] : []));
      let shown = found.results.length;
      if (shown && shown < found.count) {
        const more = button(words.more, async () => {
          const next = await search("page", query, { ...options, limit: PART, offset: shown }).catch(() => null);
          if (!next || mine !== asking) return;
          const items = next.results.map(hit);
          list.append(...items);
          shown += PART;
          state.shown = shown;
          write(false);
          if (shown >= found.count) more.remove();
          items[0]?.querySelector("a").focus();
        });
        results.append(more);
      }
      // What is chosen is called by its name, which is loaded with the counts.
      await count(astray || filters.open).catch(() => {});
      if (mine === asking && astray) results.replaceChildren(...loosen());
    } catch {
      if (mine !== asking) return;
      status.textContent = local ? words.local : words.failed;
      results.replaceChildren();
    }
  };
  const change = (push) => {
    state.shown = PART;
    write(push);
    return answer();
  };

  if (local) {
    status.textContent = words.local;
    return;
  }
  filters.hidden = false;
  $("form", page).addEventListener("submit", (event) => {
    event.preventDefault();
    state.query = input.value;
    change(true);
  });
  // Browsers bound how often an address may change.
  const remember = later(() => write(false), 300);
  input.addEventListener("input", () => {
    state.query = input.value;
    state.shown = PART;
    remember();
    answer();
  });
  // Whoever comes back finds the place where they were.
  window.addEventListener("pagehide", () => history.replaceState({ y: scrollY }, "", address()));
  order.addEventListener("change", () => {
    state.sort = order.value;
    change(true);
  });
  filters.addEventListener("toggle", () => count().catch(() => {}));
  $("[data-bv-clear]", page).addEventListener("click", () => {
    state.chosen = {};
    change(true);
  });
  window.addEventListener("popstate", () => {
    read();
    answer();
  });
  read();
  if (!state.query && !Object.keys(state.chosen).length) input.focus({ preventScroll: true });
  answer().then(() => scrollTo(0, history.state?.y ?? scrollY));
})();
