// The page: files come from an input or are dropped on it, and the result is shown when evidence and policy are there.

const STYLES = { [PROVEN]: "proven", [DISPROVEN]: "disproven", [UNKNOWN]: "unknown", [NOT_SHOWN]: "absent" };
const LABELS = { [PROVEN]: "Proven:", [DISPROVEN]: "Disproven:", [UNKNOWN]: "Not known:", [NOT_SHOWN]: "Not shown:" };
const chosen = { evidence: [], policy: [], kept: [], consistency: [] };
let latest = 0;

const element = (id) => document.getElementById(id);
const octetsOf = async (file) => new Uint8Array(await file.arrayBuffer());

async function hasEd25519() {
  try {
    return (await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"])) !== null;
  } catch {
    return false;
  }
}

async function choose(name, files) {
  if (files.length === 0) return;
  chosen[name] = element(name).multiple ? files : files.slice(0, 1);
  element(`${name}-chosen`).textContent = chosen[name].length > 1 ? chosen[name].map((file) => file.name).join(", ") : "";
  element(name).closest(".drop").classList.add("filled");
  await verify();
}

async function verify() {
  if (chosen.evidence.length === 0 || chosen.policy.length === 0) return;
  const turn = (latest += 1);
  element("result").removeAttribute("data-done");
  const report = await reportOn(chosen);
  if (turn === latest) show(report);
}

async function reportOn({ evidence, policy, kept, consistency }) {
  const named = [];
  for (const file of evidence) named.push({ name: file.name, octets: await octetsOf(file) });
  const [keptNote, proof] = [kept[0], consistency[0]];
  const keptHead = keptNote && { note: await octetsOf(keptNote), proof: proof ? await octetsOf(proof) : null };
  try {
    return await verifyEvidence(await readEvidence(named), await octetsOf(policy[0]), keptHead ?? null);
  } catch (error) {
    if (!(error instanceof UnreadablePack)) throw error;
    const report = new Report();
    report.add(UNKNOWN, "pack_unreadable", { reason: error.message });
    return report;
  }
}

function show(report) {
  const items = report.steps.map(({ mark, text }) => {
    const [item, sign, sentence] = ["li", "span", "span"].map((name) => document.createElement(name));
    item.className = STYLES[mark];
    sign.className = "mark";
    sign.textContent = mark;
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", LABELS[mark]);
    sentence.textContent = text;
    item.append(sign, " ", sentence);
    return item;
  });
  element("steps").replaceChildren(...items);
  element("verdict").textContent = report.verdict();
  element("verdict").dataset.exit = report.exitCode();
  element("result").hidden = false;
  element("result").dataset.done = "";
}

for (const area of document.querySelectorAll(".drop")) {
  const name = area.dataset.input;
  element(name).addEventListener("change", (event) => choose(name, [...event.target.files]));
  area.addEventListener("dragover", () => area.classList.add("over"));
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    area.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    element(name).files = event.dataTransfer.files;
    choose(name, [...event.dataTransfer.files]);
  });
}
// A file that is dropped beside the areas would replace the page.
for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => event.preventDefault());
element("unsupported").hidden = await hasEd25519();
