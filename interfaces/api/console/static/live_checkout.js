// Says how many versions are new, and leaves what is read where it is.
const line = document.getElementById("live");
const [id, known] = line.dataset.follow.slice("checkout=".length).split("@");
const BURST = 1000;
let newest = Number(known), timer;

document.addEventListener("live:news", ({ detail }) => {
  if (!(detail.versions[id] > newest)) return;
  newest = detail.versions[id];
  timer ??= setTimeout(announce, BURST);
});

// A cut was said in the same place.
document.addEventListener("live:state", ({ detail }) => {
  if (detail === "following" && newest > known) announce();
});

function announce() {
  timer = undefined;
  const count = newest - Number(known);
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = line.dataset[count === 1 ? "one" : "many"].replace("{count}", count);
  document.getElementById("live-news").replaceChildren(link);
}
