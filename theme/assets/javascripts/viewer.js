// Pictures in the size of the window, one after another. The viewer itself is GLightbox, loaded when
// a picture is first asked for. Without a script, or without it, a picture is a plain link.
(() => {
  "use strict";

  const own = document.currentScript;
  const links = [...document.querySelectorAll("[data-bv-view]")];
  if (!links.length) return;
  const words = JSON.parse(own.dataset.words);

  const loaded = (name, attributes) =>
    new Promise((resolve, reject) => {
      const made = Object.assign(document.createElement(name), attributes);
      made.addEventListener("load", resolve);
      made.addEventListener("error", reject);
      document.head.append(made);
    });
  let library;
  const load = () =>
    (library ??= Promise.all([
      loaded("link", { rel: "stylesheet", href: own.dataset.styles }),
      loaded("script", { src: own.dataset.library }),
    ]));

  const escaped = (text) => {
    const holder = document.createElement("p");
    holder.textContent = text;
    return holder.innerHTML.replaceAll('"', "&quot;");
  };
  const described = (link) => {
    const page = link.dataset.page;
    const more = page ? ` <a href="${escaped(page)}">${escaped(words.more)}</a>` : "";
    return `<p>${escaped(link.dataset.bvView)}${more}</p>`;
  };
  const icon = (path) =>
    `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`;
  const button = (kind, order) =>
    `<button type="button" class="g${kind} gbtn" aria-label="${escaped(words[kind])}" data-taborder="${order}">{${kind}SVG}</button>`;

  const open = (start) => {
    const behind = [...document.body.children];
    const viewer = window.GLightbox({
      elements: links.map((link) => ({
        href: link.href,
        type: "image",
        alt: link.querySelector("img").alt,
        description: described(link),
      })),
      startAt: start,
      loop: true,
      zoomable: false,
      moreLength: 0,
      openEffect: "none",
      closeEffect: "none",
      slideEffect: "none",
      svg: {
        close: icon("M5 5l14 14M19 5L5 19"),
        next: icon("M9 5l7 7-7 7"),
        prev: icon("M15 5l-7 7 7 7"),
      },
      lightboxHTML:
        `<div id="glightbox-body" class="glightbox-container bv-viewer" tabindex="-1" role="dialog" aria-modal="true" aria-label="${escaped(words.viewer)}">` +
        '<div class="gloader visible"></div><div class="goverlay"></div><div class="gcontainer">' +
        '<div id="glightbox-slider" class="gslider" aria-live="polite"></div>' +
        `${button("next", 1)}${button("prev", 2)}${button("close", 3)}</div></div>`,
    });
    // What is behind cannot be reached, so the browser itself keeps Tab within the viewer.
    const tab = (event) => {
      if (event.key === "Tab") event.stopImmediatePropagation();
    };
    const current = () => {
      for (const [number, each] of document.querySelectorAll(".gslide").entries()) {
        each.inert = number !== viewer.getActiveSlideIndex();
      }
    };
    window.addEventListener("keydown", tab, true);
    viewer.on("slide_changed", current);
    viewer.on("close", () => {
      window.removeEventListener("keydown", tab, true);
      for (const each of behind) each.inert = false;
      links[viewer.index ?? start]?.focus();
    });
    viewer.open();
    for (const each of behind) each.inert = true;
    current();
    document.querySelector(".bv-viewer .gnext").focus();
  };

  for (const [number, link] of links.entries()) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try {
        await load();
        open(number);
      } catch {
        location.href = link.href;
      }
    });
  }
})();
