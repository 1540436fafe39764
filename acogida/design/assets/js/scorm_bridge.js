// A package runs in a frame without an origin: it can reach neither this site's pages nor the session. So
// its API stands in its own window, starts with what the server wrote into the page, and tells the player
// (and nobody else) what is to be kept.
export function offer(name, Api, keeping, beginning) {
  const place = document.getElementById("acogida-scorm");
  if (!place) return;
  const said = JSON.parse(place.textContent);
  place.remove();
  const api = new Api({ autocommit: false, lmsCommitUrl: false, logLevel: 5, enableOfflineSupport: false });
  const start = { cmi: said.cmi };
  try {
    api.loadFromJSON(start.cmi, "cmi");
  } catch {
    // What was kept does not fit this package any more: it begins anew.
  }
  const tell = (event) =>
    window.top.postMessage({ acogida: "scorm", event, item: said.item, cmi: JSON.parse(api.renderCMIToJSONString()).cmi }, said.origin);
  for (const event of keeping) api.on(event, () => tell(event));
  api.on(beginning, () => tell(beginning));
  let later = 0;
  for (const event of ["LMSSetValue", "SetValue"])
    api.on(event, () => {
      clearTimeout(later);
      later = setTimeout(() => tell("set"), 400);
    });
  window.addEventListener("pagehide", () => {
    if (api.isInitialized()) tell("leaving");
  });
  window[name] = api;
}
