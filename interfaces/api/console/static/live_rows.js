// Puts new events above the older ones. The server renders the rows; above 20 a second it counts the events instead.
const line = document.getElementById("live");
const rows = document.getElementById("live-rows");
const said = document.getElementById("live-news");
const MOST = 200, BURST = 1000;
let counted = 0, timer;
document.getElementById("live-needs-scripts").hidden = true;

document.addEventListener("live:news", ({ detail }) => {
  if (detail.rows) {
    const table = new DOMParser().parseFromString(`<table><tbody>${detail.rows}</tbody></table>`, "text/html");
    rows.prepend(...[...table.querySelectorAll("tr")].map((row) => document.adoptNode(row)));
    while (rows.children.length > MOST) rows.lastElementChild.remove();
    document.getElementById("live-table").hidden = false;
  } else if (detail.count) {
    counted += detail.count;
    timer ??= setTimeout(announce, BURST);
  }
});

function announce() {
  timer = undefined;
  said.textContent = line.dataset.busy.replace("{count}", counted);
}
