// The desk is begun by desk.js, with a configuration of its own.
window.CMS_MANUAL_INIT = true;
