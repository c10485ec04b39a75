// Shows the copy buttons, which need this script, and says what was copied.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const { textContent: label, ariaLabel: name } = button;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.ariaLabel = button.dataset.copied;
    setTimeout(() => { button.textContent = label; button.ariaLabel = name; }, 1500);
  });
}
