// What the pages do beyond links: menu by keyboard, size of type, print, save, citation and newest
// posts. Every page can be read, and every list walked, without this script.
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", script.src);
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = /** @type {ParentNode} */ (document)) => [...within.querySelectorAll(selector)];

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

  const page = document.documentElement;
  const remember = (name, value) => {
    try {
      localStorage.setItem(`bangvang.${name}`, value);
    } catch {
      // The choice then lasts for this page only.
    }
  };

  // Light and dark.
  const scheme = $(".bv-icon--scheme");
  if (scheme) {
    const show = () => {
      scheme.title = page.dataset.mdColorScheme === "slate" ? scheme.dataset.light : scheme.dataset.dark;
      scheme.setAttribute("aria-label", scheme.title);
    };
    scheme.addEventListener("click", () => {
      page.dataset.mdColorScheme = page.dataset.mdColorScheme === "slate" ? "default" : "slate";
      remember("scheme", page.dataset.mdColorScheme);
      show();
    });
    scheme.hidden = false;
    show();
  }

  // In place of the name of the portal the header shows that of the page, once its heading is gone.
  const heading = $("h1");
  const topic = $(".md-header__topic");
  if (heading && topic && window.IntersectionObserver) {
    const second = topic.cloneNode(true);
    second.firstChild.textContent = heading.firstChild?.textContent;
    second.setAttribute("aria-hidden", "true");
    topic.after(second);
    const watch = new IntersectionObserver(([seen]) => {
      const passed = !seen.isIntersecting && seen.boundingClientRect.top < 100;
      topic.closest(".md-header__title").classList.toggle("md-header__title--active", passed);
    }, { rootMargin: "-80px 0px 0px" });
    watch.observe(heading);
  }

  // Size of type.
  const SIZES = [-1, 0, 1, 2, 3];
  for (const button of $$("[data-bv-size]", document.body)) {
    button.addEventListener("click", () => {
      const now = Number(page.dataset.bvSize || 0);
      const next = now + (button.dataset.bvSize === "up" ? 1 : -1);
      if (!SIZES.includes(next)) return;
      page.dataset.bvSize = String(next);
      remember("size", page.dataset.bvSize);
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
    for (const link of $$("a[href]", article)) link.setAttribute("href", link.href);
    for (const source of $$("source", article)) source.remove();
    for (const picture of $$("img", article)) {
      // Large enough for a page of 45 em, and not the smallest.
      const widths = picture.srcset ? picture.srcset.split(", ").map((each) => each.split(" ")) : [];
      const chosen = widths.find(([, width]) => Number.parseInt(width, 10) >= 900) ?? widths.at(-1);
      if (chosen) picture.src = chosen[0];
      picture.src = await asData(picture);
      picture.removeAttribute("srcset");
    }
    const saved = document.implementation.createHTMLDocument(document.title);
    saved.documentElement.lang = page.lang;
    saved.head.prepend(element("meta", "", { charset: "utf-8" }));
    saved.head.append(
      element("link", "", { rel: "canonical", href: $("link[rel=canonical]")?.href ?? location.href }),
    );
    saved.body.append(article);
    // As text: the policy of this page does not let a style be an element here.
    const style = "<style>body{font:18px/1.6 serif;max-width:45em;margin:2em auto;padding:0 1em}" +
      "table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .6em}img{max-width:100%;height:auto}</style></head>";
    const text = saved.documentElement.outerHTML.replace("</head>", style);
    const file = new Blob(["<!doctype html>\n", text], { type: "text/html" });
    const name = location.pathname.split("/").filter(Boolean).pop()?.replace(/\.html$/, "") || "bai";
    const link = element("a", "", { href: URL.createObjectURL(file), download: `${name}.html` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // The citation, or the link.
  for (const copy of navigator.clipboard ? $$("[data-bv-copy]", document.body) : []) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const link = $("link[rel=canonical]")?.href ?? location.href;
      const text = copy.dataset.bvCopy === "link" ? link : $(".bv-cite__text").textContent;
      await navigator.clipboard.writeText(text);
      const done = copy.nextElementSibling;
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
})();
