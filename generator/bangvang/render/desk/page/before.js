// The desk is begun by desk.js, with a configuration of its own.
window.CMS_MANUAL_INIT = true;
// On this machine the address that was printed carries a key, which no page of another origin can
// read. It is taken off before the desk takes it for the name of one of its pages.
{
  const given = /^#([\w-]{24,})$/.exec(location.hash);
  if (given) {
    localStorage.setItem("bangvang.key", given[1]);
    history.replaceState(null, "", location.pathname);
  }
}
