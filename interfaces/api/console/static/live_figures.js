// Fetches the figures again when there are new events, at most every ten seconds, and not while a key is used in them.
const EVERY = 10_000;
let fetchedAt = -EVERY, hasFollowed = false, timer;

document.addEventListener("live:news", ({ detail }) => {
  if (detail.count) schedule();
});
// What came while the tab was hidden, or while the connection was lost, is in no message.
document.addEventListener("live:state", ({ detail }) => {
  if (detail !== "following") return;
  if (hasFollowed) schedule();
  hasFollowed = true;
});

function schedule() {
  timer ??= setTimeout(update, Math.max(0, fetchedAt + EVERY - performance.now()));
}

async function update() {
  fetchedAt = performance.now();
  timer = undefined;
  const response = await fetch(location.href, { headers: { "X-Part": "figures" } }).catch(() => null);
  const old = document.getElementById("figures");
  if (!response?.ok || response.redirected || old.contains(document.activeElement)) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("figures");
  old.querySelectorAll("details").forEach((each, place) => { fresh.querySelectorAll("details")[place].open = each.open; });
  old.replaceWith(document.adoptNode(fresh));
}
