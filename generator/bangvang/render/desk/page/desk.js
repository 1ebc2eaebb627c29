// The editors' desk: begins Decap CMS with our configuration, and keeps what it saves in order.
(async () => {
  "use strict";
  const { CMS, createClass, h } = window;
  const { config, styles, locale, words, limit, lists } = await (await fetch("desk.json")).json();

  const key = localStorage.getItem("bangvang.key") ?? "";

  // What was loaded goes with what is saved, so that nothing is written over that changed meanwhile.
  const seen = new Map();
  const ask = window.fetch.bind(window);
  window.fetch = async (address, options = {}) => {
    let sent = null;
    try {
      sent = typeof options.body === "string" ? JSON.parse(options.body) : null;
    } catch {
      sent = null;
    }
    if (sent?.action && address === config.backend.proxy_url) {
      options = { ...options, headers: { ...options.headers, "X-Bang-Vang-Key": key } };
    }
    const saving = sent?.action === "persistEntry";
    if (saving) {
      sent.base = Object.fromEntries(
        sent.params.dataFiles.map(({ path }) => [path, seen.get(path) ?? null]));
      options = { ...options, body: JSON.stringify(sent) };
    }
    const answer = await ask(address, options);
    if (answer.ok && sent?.action === "getEntry") {
      const { file } = await answer.clone().json();
      if (file?.id) seen.set(file.path, file.id);
    }
    if (answer.ok && saving) {
      for (const [path, id] of Object.entries((await answer.clone().json()).ids ?? {})) {
        seen.set(path, id);
      }
    }
    return answer;
  };

  // Uploads are judged before they are read: the desk itself takes anything.
  const judge = (event, files) => {
    for (const file of files ?? []) {
      const wrong = !/\.(jpe?g|png|webp|avif|gif|tiff?|pdf|docx|xlsx|pptx|od[tsp])$/i.test(file.name) ? words.kind
        : file.size > limit ? words.size : "";
      if (wrong) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if ("value" in event.target) event.target.value = "";
        window.alert(`${file.name}: ${wrong}`);
        return;
      }
    }
  };
  window.addEventListener("change", (event) => {
    if (event.target?.type === "file") judge(event, event.target.files);
  }, true);
  window.addEventListener("drop", (event) => judge(event, event.dataTransfer?.files), true);

  // The letters of ids: none that looks like another. An id is opaque and never reused.
  const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  const newId = () => "c" + Array.from(crypto.getRandomValues(new Uint32Array(6)),
    (number) => LETTERS[number % LETTERS.length]).join("");
  const empty = (value) => value === "" || value === null || value === undefined ||
    (value.toSeq && value.size === 0);
  const tidy = (value) => value?.toSeq ? value.map(tidy).filterNot(empty) : value;
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const body = entry.getIn(["data", "body"]) ?? "";
      let data = tidy(entry.get("data")).set("body", body);
      if (data.has("honours")) {
        data = data.update("honours", (honours) => honours.map((honour) =>
          honour.has("id") || honour.has("ref") ? honour : honour.set("id", newId())));
      }
      // An album lies in a folder of its own, and is called by that folder's name.
      const plain = (name) => typeof name === "string" ? name.replace(/\/index$/, "") : name;
      return data.has("albums") ? data.update("albums", (names) => names.map(plain)) : data;
    },
  });

  const spoken = JSON.parse(JSON.stringify(CMS.getLocale(config.locale) ?? CMS.getLocale("en")));
  for (const [path, text] of Object.entries(locale)) {
    const keys = path.split(".");
    const last = keys.pop();
    keys.reduce((inner, key) => (inner[key] ??= {}), spoken)[last] = text;
  }
  CMS.registerLocale(config.locale, spoken);

  // Previews in the site's own style.
  for (const style of styles) CMS.registerPreviewStyle(style);
  const text = (entry, key) => entry.getIn(["data", key]) ?? "";
  const rows = (entry, key) => entry.getIn(["data", key])?.toJS?.() ?? [];
  const frame = (...inner) => h("div", { className: "md-typeset bv-page" }, ...inner);
  CMS.registerPreviewTemplate("articles", createClass({
    render() {
      const { entry, widgetFor } = this.props;
      return frame(h("article", { className: "bv-article" },
        h("h1", {}, text(entry, "title")),
        h("p", { className: "bv-meta" }, [String(text(entry, "date")), ...rows(entry, "authors")].join(" · ")),
        h("p", { className: "bv-lede" }, text(entry, "lede")),
        h("div", { className: "bv-body" }, widgetFor("body")),
        h("ul", { className: "bv-honours" }, ...rows(entry, "honours").map((each) =>
          h("li", {}, h("span", { className: "bv-honours__award" }, each.award ?? ""),
            [each.honoree, each.role].filter(Boolean).join(", "))))));
    },
  }));
  CMS.registerPreviewTemplate("albums", createClass({
    render() {
      const { entry, getAsset } = this.props;
      return frame(h("h1", {}, text(entry, "title")), ...rows(entry, "photos").map((each) =>
        h("figure", {},
          each.file ? h("img", { src: getAsset(each.file).toString(), alt: each.alt ?? "" }) : null,
          h("figcaption", {}, each.caption_corrected ?? each.caption ?? ""))));
    },
  }));

  if (lists) {
    // The CMS has no place for a page of ours; while an entry is open, there is none to spare.
    const link = Object.assign(document.createElement("a"), { href: "danh-sach.html", textContent: lists });
    link.style.cssText = "position:fixed;left:16px;bottom:16px;z-index:9;padding:8px 16px;border-radius:5px;background:#9b111b;color:#fff";
    const place = () => link.toggleAttribute("hidden", /\/(?:entries|new)\b/.test(location.hash));
    window.addEventListener("hashchange", place);
    place();
    document.body.append(link);
  }
  CMS.init({ config });
})();
