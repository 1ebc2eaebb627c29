// Before the page is painted: that scripts run, and the size of type chosen last time.
(() => {
  document.documentElement.classList.replace("no-js", "js");
  try {
    const size = localStorage.getItem("bangvang.size");
    if (size) document.documentElement.dataset.bvSize = size;
  } catch {
    // Storage may be forbidden; the page is then of ordinary size.
  }
})();
