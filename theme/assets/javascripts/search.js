// The box of the search in the header of every page, with suggestions while one types. What is found
// is found by find.js, in a worker where there is one; results.js, on the page of results, asks as
// well.
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", script.src);
  const { words, kinds, facets, ...settings } = window.bangvangSettings.search;
  const index = new URL(settings.index, root).href;
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
    // One on from the last, or back from the first, is none.
    const choose = (step) => {
      const all = options();
      active = ((active + 1 + step + all.length + 1) % (all.length + 1)) - 1;
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
      choose(0);
    };
    const close = () => {
      wanted = "";
      list.hidden = true;
      list.replaceChildren();
      forget();
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
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
        // An arrow key may have chosen one while the answer was on its way.
        const chosen = options()[active]?.href;
        list.replaceChildren(...made);
        active = made.findIndex((each) => each.href === chosen);
        choose(0);
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
        else choose(event.key === "ArrowDown" ? 1 : -1);
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
      const writing = /** @type {Element} */ (event.target).closest?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing;
      const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!slash && !control) return;
      event.preventDefault();
      enter();
      ($("#bv-tim") ?? input).select();
    });
  }

  window.bangvangSearch = { root, words, kinds, facets, local, $, element, say, number, search, marked, isTyped };
})();
