// Moves through the versions of a checkout without loading the page again. The server renders each state; this script
// puts it into the page. A move is one entry of the browser's history, from the first step to the release.
const bar = document.getElementById("time-bar");
const range = document.getElementById("time");
const PARTS = ["version-links", "state-pane", "shown-pane"];
const DELAY = 60, BUSY_AFTER = 150, PAGE = 10;

function start() {
  const newest = Number(range.max);
  const agreed = Number(bar.dataset.agreed);
  const totals = bar.dataset.totals.split(" ").filter(Boolean).map(Number);
  let shown = Number(range.value);
  let moving = false;
  let timer, pending;

  const address = (version) => `${bar.getAttribute("action")}?version=${version}`;

  const go = (wanted) => {
    const version = Math.min(Math.max(wanted, 1), newest);
    range.value = version;
    if (version === shown) return;
    shown = version;
    range.setAttribute("aria-valuetext", bar.dataset.moving.replace("{version}", version));
    if (!moving) history.pushState({ version }, "", address(version));
    moving = true;
    load(version);
  };

  const load = (version) => {
    clearTimeout(timer);
    pending?.abort();
    timer = setTimeout(() => show(version), DELAY);
  };

  const show = async (version) => {
    const aborter = new AbortController();
    pending = aborter;
    if (history.state?.version !== version) history.replaceState({ version }, "", address(version));
    const busy = setTimeout(() => document.getElementById(PARTS[1]).setAttribute("aria-busy", "true"), BUSY_AFTER);
    try {
      const response = await fetch(address(version), { headers: { "X-Part": "state" }, signal: aborter.signal });
      // A page says what is wrong: the session has ended, or the server is away.
      if (!response.ok || response.redirected) return location.assign(address(version));
      const part = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!aborter.signal.aborted) put(part, version);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address(version));
    } finally {
      clearTimeout(busy);
    }
  };

  const put = (part, version) => {
    const step = document.activeElement?.dataset.step;
    for (const id of PARTS) document.getElementById(id).replaceWith(document.adoptNode(part.getElementById(id)));
    if (step) (document.querySelector(`a[data-step="${step}"]`) ?? range).focus();
    range.setAttribute("aria-valuetext", document.getElementById(PARTS[0]).dataset.text);
    for (const each of document.querySelectorAll(".event.selected")) {
      each.classList.remove("selected");
      each.querySelector("[aria-current]")?.removeAttribute("aria-current");
    }
    const item = document.getElementById(`v${version}`);
    item?.classList.add("selected");
    item?.querySelector("h4 a").setAttribute("aria-current", "true");
  };

  // The page has the timeline around one version. A move to a version outside of it opens the page of that one.
  const settle = () => {
    if (!moving) return;
    moving = false;
    if (!document.getElementById(`v${shown}`)) location.replace(`${address(shown)}#time`);
  };

  const target = (key) => {
    switch (key) {
      case "ArrowLeft": case "ArrowDown": return shown - 1;
      case "ArrowRight": case "ArrowUp": return shown + 1;
      case "PageDown": return shown - PAGE;
      case "PageUp": return shown + PAGE;
      case "Home": return 1;
      case "End": return newest;
      case "c": return agreed || shown;
      case "[": return totals.findLast((version) => version < shown) ?? shown;
      case "]": return totals.find((version) => version > shown) ?? shown;
      default: return null;
    }
  };

  range.addEventListener("input", () => go(Number(range.value)));
  range.addEventListener("change", settle);
  range.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const version = target(event.key);
    if (version === null) return;
    event.preventDefault();
    go(version);
  });
  range.addEventListener("keyup", settle);
  bar.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-step]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(link.dataset.version));
    settle();
  });
  addEventListener("popstate", (event) => {
    const version = event.state?.version;
    if (!version || version === shown) return;
    if (!document.getElementById(`v${version}`)) return location.reload();
    shown = version;
    range.value = version;
    load(version);
  });

  history.replaceState({ version: shown }, "");
  bar.querySelector("button").hidden = true;
}

if (range) start();
