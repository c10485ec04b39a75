// Fills the list of a search box while its reader types: 150 ms after the last key, and the next key aborts the fetch.
// What can be a person's is not sent: an address, a number. The server suggests nothing for it either.
const DELAY = 150, SHORTEST = 2;

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${box.id}-list`;
  box.after(list);
  box.setAttribute("list", list.id);
  let timer, pending;

  box.addEventListener("input", () => {
    clearTimeout(timer);
    pending?.abort();
    const typed = box.value.trim();
    const isChosen = [...list.options].some((option) => option.value === typed);
    if (typed.length < SHORTEST || /[@]|^[+]|^[^\p{L},]*$/u.test(typed) || isChosen) return;
    timer = setTimeout(() => suggest(typed), DELAY);
  });

  const suggest = async (typed) => {
    pending = new AbortController();
    const body = new URLSearchParams({ q: typed, form_token: box.form.elements.form_token.value });
    const response = await fetch("/console/suggestions", { method: "POST", body, signal: pending.signal }).catch(() => null);
    if (!response?.ok || response.redirected) return;
    const found = await response.json().catch(() => []);
    list.replaceChildren(...found.map(({ text, label }) => Object.assign(document.createElement("option"), { value: text, label: `${text} · ${label}` })));
  };
}
