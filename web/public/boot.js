// Runs before the first paint: no white flash in dark mode. A file, not inline, so a strict CSP holds.
(function () {
  var choice = null;
  try {
    choice = JSON.parse(localStorage.getItem('jq.theme'));
  } catch {
    /* storage blocked: follow the system */
  }
  var dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  var root = document.documentElement;
  root.dataset.theme = dark ? 'dark' : 'light';
  root.style.background = dark ? '#0f1416' : '#f4f6f7';
})();
