// "/" moves to the search box. A key with a modifier, or inside a field, keeps its own meaning.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.getElementById("q") ?? document.getElementById("bar-q");
  if (box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
