// Before the page is painted: that scripts run, and light or dark and the size of type as they were
// chosen last time, or as the system has them.
(() => {
  const page = document.documentElement;
  const remembered = (name) => {
    try {
      return localStorage.getItem(`bangvang.${name}`);
    } catch {
      // Storage may be forbidden.
      return null;
    }
  };
  page.classList.replace("no-js", "js");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  page.dataset.mdColorScheme = remembered("scheme") ?? (dark ? "slate" : "default");
  // What is asked for will need room.
  if (location.search) page.classList.add("bv-asked");
  const size = remembered("size");
  if (size) page.dataset.bvSize = size;
})();
