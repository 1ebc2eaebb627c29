// Loads what answers need, in a worker or in the page itself.

import { create } from "./answer.js";
import { textOf } from "./index.js";
import { formsOf, runsOf } from "./syllables.js";

// Loads what answers need. Two answers of a kind never cross: what is no longer asked is dropped.

const open = (root) => {
  const files = new Map();
  const latest = new Map();
  let engine;
  const fetched = async (name, options) => {
    const response = await fetch(new URL(name, root), options);
    if (!response.ok) throw new Error(`${response.status} ${name}`);
    const stream = response.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  const begin = async (cache) => {
    const mark = textOf(await fetched("bat-dau.bin", { cache }));
    return { ...create(JSON.parse(mark)), mark };
  };
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      const done = fetched(name)
        .catch(() => null)
        .then((data) => {
          files.set(name, data);
          loading.delete(name);
        });
      loading.set(name, done);
    }
    return loading.get(name);
  };
  const forget = () => {
    for (const [name, data] of files) if (data === null || files.size > 800) files.delete(name);
  };
  // The answer; or nothing, if something else was asked meanwhile.
  return async (channel, query, options) => {
    const turn = {};
    latest.set(channel, turn);
    let renewed = false;
    for (;;) {
      engine ??= begin("no-cache");
      const now = await engine.catch((error) => {
        engine = undefined;
        throw error;
      });
      if (latest.get(channel) !== turn) return null;
      const answer = now.run(query, options, files);
      if (answer.needs) await Promise.all(answer.needs.map(load));
      else if (answer.partial && !renewed) {
        // The site may have been published anew since this page was loaded.
        renewed = true;
        forget();
        const other = await begin("reload").catch(() => now);
        if (other.mark !== now.mark) engine = Promise.resolve(other);
      } else {
        forget();
        return answer;
      }
    }
  };
};

globalThis.bangvangFind = { create, formsOf, runsOf, open };

if ("WorkerGlobalScope" in globalThis) {
  let ask;
  globalThis.addEventListener("message", async ({ data: { root, id, channel, query, options } }) => {
    ask ??= open(root);
    try {
      postMessage({ id, answer: await ask(channel, query, options) });
    } catch (error) {
      postMessage({ id, error: String(error) });
    }
  });
}
