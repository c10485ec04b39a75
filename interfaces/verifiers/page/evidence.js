// Which files are proofs, openings and heads, and whether a pack is whole.

const [MANIFEST, HEAD, LOWER_HEAD] = ["manifest.json", "log/checkpoint", "log/lower"];
const LOWER_PROOF = "log/lower-to-checkpoint.consistency";
const [TIME_STAMP, STAMPED_HEAD] = ["log/checkpoint.tsr", "log/stamped"];
const STAMPED_PROOF = "log/stamped-to-checkpoint.consistency";

const stemOf = (path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");

class Evidence {
  constructor(files, isPack) {
    this.files = files;
    this.isPack = isPack;
  }

  pairs() {
    const byStem = (paths) => new Map(paths.map((path) => [stemOf(path), path]));
    const paths = [...this.files.keys()].sort();
    const proofs = byStem(paths.filter((path) => path.endsWith(".tlog-proof")));
    const openings = byStem(paths.filter((path) => this.isOpening(path)));
    if (proofs.size === 1 && openings.size === 1) return [[[...openings.values()][0], [...proofs.values()][0]]];
    const stems = [...new Set([...openings.keys(), ...proofs.keys()])].sort();
    return stems.map((stem) => [openings.get(stem), proofs.get(stem)]);
  }

  claims() {
    const ofHeads = [HEAD, LOWER_HEAD, LOWER_PROOF, TIME_STAMP, STAMPED_HEAD, STAMPED_PROOF];
    const used = new Set([...this.pairs().flat(), MANIFEST, ...ofHeads]);
    return [...this.files.keys()].filter((path) => !used.has(path)).sort();
  }

  isOpening(path) {
    return (!this.isPack || path.startsWith("events/")) && path.endsWith(".json") && path !== MANIFEST;
  }
}

async function checkManifest(evidence, report) {
  if (!evidence.isPack) return;
  if (!evidence.files.has(MANIFEST)) {
    report.add(UNKNOWN, "manifest_missing");
    return;
  }
  const listed = listedFiles(evidence.files.get(MANIFEST));
  if (listed === null) {
    report.add(DISPROVEN, "manifest_malformed");
    return;
  }
  const found = new Map([...evidence.files].filter(([path]) => path !== MANIFEST));
  let isWhole = true;
  for (const path of [...new Set([...listed.keys(), ...found.keys()])].sort()) {
    const digest = found.has(path) ? hex(await sha256(found.get(path))) : null;
    if (listed.get(path) === digest) continue;
    const fault = digest === null ? "file_missing" : listed.has(path) ? "file_changed" : "file_unlisted";
    report.add(DISPROVEN, fault, { path });
    isWhole = false;
  }
  if (isWhole) report.add(PROVEN, "manifest_whole", { count: found.size });
}

function listedFiles(octets) {
  try {
    const { files } = JSON.parse(decodeText(octets));
    if (typeof files !== "object" || files === null || Array.isArray(files)) return null;
    const listed = new Map(Object.entries(files).map(([path, file]) => [path, file.sha256]));
    return [...listed.values()].every((each) => typeof each === "string") ? listed : null;
  } catch {
    return null;
  }
}
