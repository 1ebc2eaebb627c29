// The data of the honour roll: each file is a script that hands its part over.

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export const fold = (name) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đð]/g, "d");

const inflated = (packed) => {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
};
export const texts = async (packed) => JSON.parse(new TextDecoder().decode(await inflated(packed)));
export const column = async (packed) => {
  const view = new DataView(await inflated(packed));
  const width = view.getUint8(0);
  const at = (_, i) => (width === 1 ? view.getUint8(1 + i) : view.getUint16(1 + 2 * i, true));
  return Uint16Array.from({ length: (view.byteLength - 1) / width }, at);
};

// What loads a file of data by its name, once.
export const loaderAt = (root) => {
  const waiting = new Map();
  const given = new Map();
  const load = (file) => {
    if (!given.has(file)) {
      given.set(
        file,
        new Promise((resolve, reject) => {
          waiting.set(file, resolve);
          const script = element("script", { src: new URL(`du-lieu/bang-vang/${file}.js`, root).href });
          script.addEventListener("error", () => {
            given.delete(file);
            reject(new Error(file));
          });
          script.addEventListener("load", () => script.remove());
          document.head.append(script);
        }),
      );
    }
    return given.get(file);
  };
  window.bangvangRoll = {
    index: (data) => waiting.get("chung")(data),
    names: (...data) => waiting.get("ten")(data),
    rows: (part, data) => waiting.get(`dong-${part}`)(data),
  };
  return load;
};
