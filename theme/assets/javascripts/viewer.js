// Pictures in the size of the window, one after another, in the browser's own dialog: it keeps the
// focus within, closes on Escape, and needs no style in an attribute. Without a script a picture is a
// plain link.
(() => {
  "use strict";

  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-bv-view]"))];
  if (!links.length || !window.HTMLDialogElement) return;
  const words = window.bangvangSettings.viewer;
  const SWIPE = 40; // pixels

  const made = (name, kind, ...inner) => {
    const element = document.createElement(name);
    element.className = `bv-viewer__${kind}`;
    element.append(...inner);
    return element;
  };
  const button = (kind, sign) => {
    const shown = made("span", "sign", sign);
    shown.ariaHidden = "true";
    const element = made("button", kind, shown);
    element.type = "button";
    element.ariaLabel = words[kind];
    return element;
  };

  const shot = made("figure", "shot");
  const count = made("p", "count");
  const close = button("close", "×");
  const prev = button("prev", "‹");
  const next = button("next", "›");
  const dialog = document.createElement("dialog");
  dialog.className = "bv-viewer";
  dialog.ariaLabel = words.viewer;
  dialog.append(shot, next, prev, close, count);
  shot.setAttribute("aria-live", "polite");
  prev.hidden = next.hidden = count.hidden = links.length === 1;
  let at = 0;

  const picture = (link) =>
    Object.assign(made("img", "picture"), { src: link.href, alt: link.querySelector("img").alt });

  const show = (number) => {
    at = (number + links.length) % links.length;
    const link = links[at];
    const told = made("figcaption", "told", link.dataset.bvView);
    if (link.dataset.page) {
      const more = made("a", "more", words.more);
      more.href = link.dataset.page;
      told.append(" ", more);
    }
    shot.replaceChildren(picture(link), told);
    count.textContent = `${at + 1} / ${links.length}`;
    // The next one is there when it is asked for.
    if (links.length > 1) picture(links[(at + 1) % links.length]);
  };

  close.addEventListener("click", () => dialog.close());
  prev.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  dialog.addEventListener("close", () => links[at].focus());
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && links.length > 1) show(at + step);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  let from = null;
  dialog.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? touches[0].clientX : null;
  }, { passive: true });
  dialog.addEventListener("touchend", ({ changedTouches }) => {
    const far = from === null ? 0 : changedTouches[0].clientX - from;
    if (Math.abs(far) > SWIPE && links.length > 1) show(at - Math.sign(far));
  }, { passive: true });

  for (const [number, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!dialog.isConnected) document.body.append(dialog);
      show(number);
      dialog.showModal();
      (links.length > 1 ? next : close).focus();
    });
  }
})();
