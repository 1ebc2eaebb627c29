// The search as readers use it: suggestions in the header of every page, and the page of results
// with its facets. What is found is found by find.js, in a worker where there is one.
(() => {
  "use strict";

  const script = document.currentScript;
  const root = new URL("../../", script.src);
  const index = new URL(script.dataset.index, root).href;
  const words = JSON.parse(script.dataset.words);
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const number = new Intl.NumberFormat(document.documentElement.lang).format;

  // A folder on a disk gives no script a file to read.
  const local = location.protocol === "file:";
  const asked = new Map();
  let turn = 0;
  let ask;
  const connect = () => {
    if (local) return () => Promise.reject(new Error("no server"));
    const place = script.dataset.find;
    try {
      const worker = new Worker(new URL(place, location.href));
      worker.addEventListener("message", ({ data }) => {
        const { resolve, reject } = asked.get(data.id);
        asked.delete(data.id);
        if (data.error) reject(new Error(data.error));
        else resolve(data.answer);
      });
      worker.addEventListener("error", () => {
        // The next question tries again.
        ask = undefined;
        for (const { reject } of asked.values()) reject(new Error("worker"));
        asked.clear();
      });
      return (channel, query, options) =>
        new Promise((resolve, reject) => {
          asked.set(++turn, { resolve, reject });
          worker.postMessage({ root: index, id: turn, channel, query, options });
        });
    } catch {
      const loaded = new Promise((resolve, reject) => {
        const source = element("script", { src: place });
        source.addEventListener("load", () => resolve(window.bangvangFind.open(index)));
        source.addEventListener("error", reject);
        document.head.append(source);
      });
      loaded.catch(() => (ask = undefined));
      return async (...question) => (await loaded)(...question);
    }
  };
  const search = (...question) => (ask ??= connect())(...question);

  const marked = (parts) =>
    parts.map(([text, hit]) => (hit ? element("mark", {}, text) : document.createTextNode(text)));
  const later = (action, wait) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(action, wait);
    };
  };
  const isTyped = (text) => /[\p{L}\p{N}]/u.test(text);

  // The box in the header: a combobox whose options are places to go.
  const box = $(".bv-search");
  if (box) {
    const input = $("input", box);
    const status = element("p", { class: "bv-search__status", "aria-live": "polite" });
    const list = element("div", { id: "bv-goi-y", class: "bv-search__results", role: "listbox", "aria-label": words.suggestions });
    list.hidden = true;
    box.append(list, status);
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-keyshortcuts": "/ Control+K",
    })) {
      input.setAttribute(key, value);
    }
    let active = -1;
    const option = { role: "option", tabindex: "-1", "aria-selected": "false" };
    const options = () => $$("[role=option]", list);
    const choose = (at) => {
      const all = options();
      active = all.length ? (at + all.length + 1) % (all.length + 1) : -1;
      if (active === all.length) active = -1;
      all.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", all[active].id);
        all[active].scrollIntoView({ block: "nearest" });
      }
    };
    let wanted = "";
    const forget = () => {
      active = -1;
      input.removeAttribute("aria-activedescendant");
      for (const option of options()) option.setAttribute("aria-selected", "false");
    };
    const close = () => {
      wanted = "";
      list.hidden = true;
      list.replaceChildren();
      active = -1;
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const answer = async () => {
      const text = input.value;
      forget();
      if (!isTyped(text)) {
        close();
        return;
      }
      wanted = text;
      try {
        const found = await search("box", text, { limit: 6 });
        if (!found || text !== wanted || document.activeElement !== input) return;
        const made = found.results.map((each, at) =>
          element(
            "a",
            { ...option, id: `bv-goi-y-${at}`, class: "bv-option", href: new URL(each.url, root) },
            element("span", { class: "bv-option__kind" }, words[each.kind]),
            element("span", { class: "bv-option__title" }, ...marked(each.title)),
            element("span", { class: "bv-option__note" }, each.note),
          ),
        );
        const all = found.count ? say("all", { n: number(found.count) }) : words.nothing;
        const href = `${box.action}?${new URLSearchParams({ q: text })}`;
        made.push(element("a", { ...option, id: "bv-goi-y-tat-ca", class: "bv-option bv-option--all", href }, all));
        list.replaceChildren(...made);
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
        status.textContent = found.count ? say("suggested", { n: number(found.results.length) }) : words.nothing;
      } catch {
        close();
      }
    };
    input.addEventListener("focus", () => search("box", "", { limit: 0 }).catch(() => {}), { once: true });
    input.addEventListener("input", answer);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) answer();
        else choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? options().length - 1 : active - 1);
      } else if (event.key === "Escape") {
        if (!list.hidden) {
          event.preventDefault();
          close();
        } else if (box.classList.contains("bv-search--open")) {
          box.classList.remove("bv-search--open");
          $(".bv-search-link").focus();
        }
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        options()[active].click();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("focusout", (event) => {
      if (!box.contains(event.relatedTarget)) {
        close();
        box.classList.remove("bv-search--open");
      }
    });
    const enter = () => {
      const own = $("#bv-tim");
      if (own) own.focus();
      else {
        box.classList.add("bv-search--open");
        input.focus();
      }
    };
    $(".bv-search-link")?.addEventListener("click", (event) => {
      event.preventDefault();
      enter();
    });
    document.addEventListener("keydown", (event) => {
      const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing;
      const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!slash && !control) return;
      event.preventDefault();
      enter();
      ($("#bv-tim") ?? input).select();
    });
  }

  // The page of results. Its whole state is in the address.
  const page = $("[data-bv-search-page]");
  if (!page) return;
  const PART = 10;
  const LONGEST = 500;
  const KINDS = script.dataset.kinds.split(" ").map((pair) => pair.split("="));
  const FACETS = script.dataset.facets.split(" ").map((pair) => pair.split("="));
  const input = $("#bv-tim");
  const status = $(".bv-find__status");
  const notes = $(".bv-find__notes");
  const results = $(".bv-find__results");
  const panel = $(".bv-find__facets");
  const toAddress = (facet, value) => (facet === "kind" ? KINDS.find(([kind]) => kind === value)?.[1] : value);
  const fromAddress = (facet, value) => (facet === "kind" ? KINDS.find(([, slug]) => slug === value)?.[0] : value);
  const state = { query: "", chosen: {}, sort: "", shown: PART };
  const read = () => {
    const given = new URLSearchParams(location.search);
    state.query = given.get("q") ?? "";
    state.sort = given.get("xep") === "moi" ? "date" : "";
    state.shown = Math.min(LONGEST, Math.max(PART, Number.parseInt(given.get("hien") ?? "", 10) || PART));
    state.chosen = {};
    for (const [facet, name] of FACETS) {
      const values = given.getAll(name).map((value) => fromAddress(facet, value)).filter(Boolean);
      if (values.length) state.chosen[facet] = values;
    }
    input.value = state.query;
    order.value = state.sort;
  };
  const address = () => {
    const given = new URLSearchParams();
    if (state.query.trim()) given.set("q", state.query);
    for (const [facet, name] of FACETS) {
      for (const value of state.chosen[facet] ?? []) given.append(name, toAddress(facet, value));
    }
    if (state.sort) given.set("xep", "moi");
    if (state.shown > PART) given.set("hien", state.shown);
    return `${location.pathname}${given.size ? `?${given}` : ""}`;
  };
  const write = (push) => {
    const next = address();
    if (next === location.pathname + location.search) return;
    history[push ? "pushState" : "replaceState"](null, "", next);
  };
  const filtered = () => Object.keys(state.chosen).length > 0;

  const order = $("#bv-xep");
  const groups = new Map();
  const chosenOf = (facet) => new Set(state.chosen[facet] ?? []);
  for (const [facet, name] of FACETS) {
    const list = element("div", { class: "bv-facet__values", role: "group", "aria-label": words[`facet-${facet}`] });
    const group = element("details", { class: "bv-facet", "data-facet": name }, element("summary", {}, words[`facet-${facet}`]), list);
    group.open = facet === "kind" || facet === "year";
    group.hidden = true;
    groups.set(facet, { group, list, fields: new Map() });
    panel.append(group);
  }
  const field = (facet, value, name) => {
    const { list, fields } = groups.get(facet);
    if (!fields.has(value)) {
      const check = element("input", { type: "checkbox" });
      check.addEventListener("change", () => {
        const values = chosenOf(facet);
        if (check.checked) values.add(value);
        else values.delete(value);
        if (values.size) state.chosen[facet] = [...values];
        else delete state.chosen[facet];
        change(true);
      });
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
      const chosen = chosenOf(facet);
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
  const understood = ({ keys, mended, plain, loose }, partial) => {
    const told = [];
    if (keys) told.push(say("keys", { query: keys }));
    if (mended) told.push(say("mended", { query: mended }));
    if (plain) told.push(words.plain);
    if (loose) told.push(words.loose);
    if (partial) told.push(words.partial);
    return told.map((text) => element("li", {}, text));
  };
  const loosen = () => {
    const made = Object.entries(state.chosen).flatMap(([facet, values]) =>
      values.map((value) => {
        const name = groups.get(facet).fields.get(value)?.label.querySelector("span").textContent ?? value;
        return button(`${words[`facet-${facet}`]}: ${name} ×`, () => {
          state.chosen[facet] = values.filter((each) => each !== value);
          if (!state.chosen[facet].length) delete state.chosen[facet];
          change(true);
          input.focus();
        });
      }),
    );
    return made.length ? [element("p", {}, words.loosen), element("p", { class: "bv-find__loosen" }, ...made)] : [];
  };

  const wide = window.matchMedia("(min-width: 60em)");
  const filters = $(".bv-find__filters");
  filters.open = wide.matches;
  const counts = () => (filters.open ? FACETS.map(([facet]) => facet) : []);
  const heading = $("summary", filters);
  const title = heading.textContent;
  const count = async () => {
    const n = Object.values(state.chosen).flat().length;
    heading.textContent = n ? `${title} (${number(n)})` : title;
    const wanted = counts();
    if (!wanted.length || (!isTyped(state.query) && state.query.trim())) return;
    const found = await search("facets", state.query, { limit: 0, chosen: state.chosen, count: wanted });
    if (found) showFacets(found.facets);
  };
  let asking = 0;
  const answer = async () => {
    const { query, chosen, sort } = state;
    const mine = ++asking;
    if (query.trim() && !isTyped(query)) {
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
      notes.replaceChildren(...understood(found.understood, found.partial));
      results.dataset.query = query;
      const list = element("ol", { class: "bv-hits" }, ...found.results.map(hit));
      results.replaceChildren(...(found.count ? [list] : loosen()));
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
      await count().catch(() => {});
      if (mine !== asking) return;
      // The names of what is chosen are known only now.
      if (!found.count) results.replaceChildren(...loosen());
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
  for (const part of [filters, order.parentElement]) part.hidden = false;
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
  window.addEventListener("pagehide", () => write(false));
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
  if (!filtered()) input.focus({ preventScroll: true });
  answer();
})();
