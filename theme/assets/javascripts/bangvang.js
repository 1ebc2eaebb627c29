// What the pages do beyond links: menu by keyboard, size of type, print, save, citation, newest
// posts and search. Every page can be read, and every list walked, without this script.
(() => {
  "use strict";

  const script = document.currentScript;
  const root = new URL("../../", script.src);
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  // A folder on a disk shows no page by itself.
  const local = location.protocol === "file:";
  const pageAt = (url) => {
    const found = new URL(url, root);
    if (local && found.pathname.endsWith("/")) found.pathname += "index.html";
    return found.href;
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Menu: a label works with a pointer and without a script; a button works with keys as well.
  const label = $("[data-bv-menu]");
  const drawer = $("#__drawer");
  if (label && drawer) {
    const menu = element("button", "", {
      type: "button",
      class: label.className,
      "aria-label": label.dataset.bvMenu,
      "aria-controls": "bv-drawer",
    });
    menu.append(...label.childNodes);
    label.replaceWith(menu);
    const show = () => menu.setAttribute("aria-expanded", String(drawer.checked));
    const set = (open) => {
      drawer.checked = open;
      drawer.dispatchEvent(new Event("change"));
      if (open) $("#bv-drawer a")?.focus();
      else menu.focus();
    };
    menu.addEventListener("click", () => set(!drawer.checked));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) set(false);
    });
    drawer.addEventListener("change", show);
    show();
  }

  // Light and dark: Material's radio buttons, named for screen readers by their labels.
  for (const label of $$(".md-header__option label[title]")) {
    label.setAttribute("aria-label", label.title);
  }

  // Size of type.
  const SIZES = [-1, 0, 1, 2, 3];
  for (const button of $$("[data-bv-size]", document.body)) {
    button.addEventListener("click", () => {
      const now = Number(document.documentElement.dataset.bvSize || 0);
      const next = now + (button.dataset.bvSize === "up" ? 1 : -1);
      if (!SIZES.includes(next)) return;
      document.documentElement.dataset.bvSize = String(next);
      try {
        localStorage.setItem("bangvang.size", String(next));
      } catch {
        // The choice then lasts for this page only.
      }
    });
  }
  const tools = $("[data-bv-tools]");
  if (tools) tools.hidden = false;

  $("[data-bv-print]")?.addEventListener("click", () => window.print());
  // On paper nothing can be opened.
  window.addEventListener("beforeprint", () => {
    for (const details of $$("details")) details.open = true;
  });

  // Save: the article alone, pictures and all, in one file.
  const asData = async (picture) => {
    const blob = await (await fetch(picture.src)).blob();
    return new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsDataURL(blob);
    });
  };
  $("[data-bv-save]")?.addEventListener("click", async () => {
    const article = $(".bv-article").cloneNode(true);
    for (const part of $$("[data-bv-tools], [data-bv-newest], .bv-after, .bv-toc, button, [hidden]", article)) {
      part.remove();
    }
    for (const details of $$("details", article)) details.open = true;
    for (const link of $$("a[href]", article)) link.href = link.href;
    for (const picture of $$("img", article)) picture.src = await asData(picture);
    const page = document.implementation.createHTMLDocument(document.title);
    page.documentElement.lang = document.documentElement.lang;
    page.head.prepend(element("meta", "", { charset: "utf-8" }));
    page.head.append(
      element("link", "", { rel: "canonical", href: $("link[rel=canonical]")?.href ?? location.href }),
      element(
        "style",
        "body{font:18px/1.6 serif;max-width:45em;margin:2em auto;padding:0 1em}" +
          "table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .6em}img{max-width:100%}",
      ),
    );
    page.body.append(article);
    const file = new Blob(["<!doctype html>\n", page.documentElement.outerHTML], { type: "text/html" });
    const name = location.pathname.split("/").filter(Boolean).pop()?.replace(/\.html$/, "") || "bai";
    const link = element("a", "", { href: URL.createObjectURL(file), download: `${name}.html` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // Citation.
  const copy = $("[data-bv-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText($(".bv-cite__text").textContent);
      const done = $(".bv-cite__done");
      done.textContent = done.dataset.done;
      setTimeout(() => (done.textContent = ""), 4000);
    });
  }

  // Newest posts: one small file for all pages, so that a new post does not change every page.
  const newest = $("[data-bv-newest]");
  if (newest) {
    const data = element("script", "", { src: new URL("du-lieu/tin-moi.js", root).href });
    data.addEventListener("load", () => {
      const list = $("ul", newest);
      const others = (post) => pageAt(post.url) !== location.href.replace(/[#?].*/, "");
      const items = (window.bangvangNewest ?? []).filter(others).map((post) => {
        const item = element("li");
        item.append(
          element("a", post.title, { href: pageAt(post.url) }),
          " ",
          element("span", post.day, { class: "bv-note" }),
        );
        return item;
      });
      list.prepend(...items);
    });
    document.head.append(data);
  }

  // Search: Pagefind is loaded when the reader first types.
  let engine;
  const load = async () =>
    local ? Promise.reject(new Error("no server")) : (engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
      const metaWeights = { title: 6, khong_dau_dau_de: 10, khong_dau: 2 };
      await pagefind.options({ excerptLength: 24, ranking: { metaWeights } });
      return pagefind;
    }));
  const repaired = (text) =>
    text.normalize("NFC").replaceAll("\u00d0", "Đ").replaceAll("\u00f0", "đ").replaceAll("\u00a0", " ").trim();

  const find = async (text, from, to) => {
    const pagefind = await load();
    const found = await pagefind.search(repaired(text));
    const loaded = await Promise.all(found.results.slice(from, to).map((result) => result.data()));
    // Pagefind falls back to ever shorter beginnings of a word; what holds no word asked for is none.
    const query = asked(text);
    const part = loaded.filter((page) =>
      `${page.meta.title} ${page.content}`.match(WORD)?.some((word) => matches(word, query)),
    );
    const count = part.length || from ? found.results.length : 0;
    return { count, items: part.map((page) => hit(page, query)), read: loaded.length };
  };

  // Folded as the generator folds: without marks, and with d for đ, which has no decomposition.
  const fold = (text) =>
    repaired(text).toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{Mn}/gu, "");
  const WORD = /[\p{L}\p{N}]+/gu;
  const asked = (text) => (fold(text).match(WORD) ?? []);
  const matches = (word, query) => query.some((each) => fold(word).startsWith(each));

  const hit = (page, query) => {
    const item = element("li", "", { class: "bv-hit" });
    const title = element("a", page.meta.title, { href: page.url });
    const excerpt = element("p");
    const text = new DOMParser().parseFromString(page.excerpt, "text/html").body.textContent;
    let from = 0;
    for (const found of text.matchAll(WORD)) {
      if (!matches(found[0], query)) continue;
      excerpt.append(text.slice(from, found.index), element("mark", found[0]));
      from = found.index + found[0].length;
    }
    excerpt.append(text.slice(from));
    item.append(title, excerpt);
    return item;
  };

  const later = (action, wait) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(action, wait);
    };
  };

  const box = $(".bv-search");
  if (box) {
    const input = $("input", box);
    const panel = $(".bv-search__results", box);
    const close = () => {
      panel.hidden = true;
      panel.replaceChildren();
    };
    const answer = async () => {
      const text = input.value;
      if (repaired(text).length < 2) return close();
      try {
        const { items } = await find(text, 0, 6);
        if (text !== input.value) return;
        const list = element("ul");
        list.append(...items);
        panel.replaceChildren(list);
        panel.hidden = items.length === 0;
      } catch {
        close();
      }
    };
    input.addEventListener("input", later(answer, 150));
    box.addEventListener("keydown", (event) => {
      const stops = [input, ...$$("a", panel)];
      const here = stops.indexOf(document.activeElement);
      if (event.key === "Escape") {
        close();
        input.focus();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = stops[here + step];
        if (next) {
          event.preventDefault();
          next.focus();
        }
      }
    });
    box.addEventListener("focusout", (event) => {
      if (!box.contains(event.relatedTarget)) close();
    });
  }

  const page = $("[data-bv-search-page]");
  if (page) {
    const PART = 10;
    const input = $("#bv-tim");
    const status = $(".bv-find__status");
    const results = $(".bv-find__results");
    const say = (message, values) =>
      (status.textContent = message.replace(/\{(\w+)\}/g, (_, key) => values[key]));
    const answer = async () => {
      const query = input.value;
      const address = new URL(location.href);
      if (repaired(query)) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
      if (repaired(query).length < 2) {
        results.replaceChildren();
        status.textContent = "";
        return;
      }
      try {
        const { count, items, read } = await find(query, 0, PART);
        if (query !== input.value) return;
        say(count ? status.dataset.found : status.dataset.none, { n: count, query });
        const list = element("ul");
        list.append(...items);
        results.replaceChildren(list);
        let shown = read;
        if (shown < count) {
          const more = element("button", results.dataset.more, { type: "button", class: "md-button" });
          more.addEventListener("click", async () => {
            const next = await find(query, shown, shown + PART);
            list.append(...next.items);
            shown += next.read;
            if (shown >= count) more.remove();
            if (next.items.length) $("a", next.items[0]).focus();
          });
          results.append(more);
        }
      } catch {
        say(local ? status.dataset.local : status.dataset.failed, {});
      }
    };
    $("form", page).addEventListener("submit", (event) => {
      event.preventDefault();
      answer();
    });
    input.addEventListener("input", later(answer, 200));
    if (local) say(status.dataset.local, {});
    const given = new URLSearchParams(location.search).get("q");
    if (given) {
      input.value = given;
      answer();
    }
  }
})();
