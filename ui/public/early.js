// What cannot wait for the scripts of the page. A file of its own, for a strict content security policy.

// The chosen theme, before the first paint, so that no other flashes by.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage may be forbidden: the system's theme then stands.
  }
  var light =
    chosen === 'light' ||
    (chosen !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', light ? 'light' : 'dark');
})();

// The language of this reader, as the page will find it (see settings.ts).
function language() {
  try {
    var chosen = JSON.parse(localStorage.getItem('vigie.settings') || '{}').language;
    if (chosen === 'en' || chosen === 'fr') return chosen;
  } catch {
    // As above.
  }
  return navigator.language.toLowerCase().indexOf('fr') === 0 ? 'fr' : 'en';
}

// What the page at this address will certainly ask the server and load (see early.ts), begun while
// its scripts are on their way.
(function () {
  var base = new URL('.', document.baseURI).pathname;
  var path = location.pathname;
  if (path.indexOf(base) === 0) path = path.slice(base.length);

  var asked = new Map();
  window.vigieAsked = asked;
  function ask(address) {
    var answer = fetch(base + address, {
      headers: { Accept: 'application/json', 'X-Vigie-Page': '1' },
    });
    // Whoever takes the answer is told; nobody may.
    answer.catch(function () {});
    asked.set(base + address, answer);
  }
  ask('api/auth/me');
  var dashboard = /^d\/([^/]+)/.exec(path);
  try {
    if (dashboard) ask('api/v1/dashboards/' + encodeURIComponent(decodeURIComponent(dashboard[1])));
  } catch {
    // No address of a dashboard: the page will say so.
  }

  var written = document.getElementById('ahead');
  var ahead = JSON.parse((written && written.textContent) || '{}');
  var files = ahead[dashboard ? 'd' : path.split('/')[0]] || [];
  files.concat(ahead['@' + language()] || []).forEach(function (file) {
    var link = document.createElement('link');
    link.href = file;
    link.crossOrigin = '';
    link.rel = /\.js$/.test(file) ? 'modulepreload' : 'preload';
    if (/\.css$/.test(file)) link.as = 'style';
    document.head.append(link);
  });
})();
