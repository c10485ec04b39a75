// Which files are proofs, openings and heads, and whether a pack is whole.

const [MANIFEST, HEAD, LOWER_HEAD] = ["manifest.json", "log/checkpoint", "log/lower"];
const [LOWER_PROOF, REFUSALS_HEAD] = ["log/lower-to-checkpoint.consistency", "log/refusals-checkpoint"];
const [TIME_STAMP, STAMPED_HEAD] = ["log/checkpoint.tsr", "log/stamped"];
const STAMPED_PROOF = "log/stamped-to-checkpoint.consistency";

const stemOf = (path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");

const byStem = (paths) => new Map(paths.map((path) => [stemOf(path), path]));
const isRefusalProof = (path) => path.startsWith("refusal-proofs/") && path.endsWith(".tlog-proof");

function paired(openings, proofs) {
  const stems = [...new Set([...openings.keys(), ...proofs.keys()])].sort();
  return stems.map((stem) => [openings.get(stem), proofs.get(stem)]);
}

class Evidence {
  constructor(files, isPack) {
    this.files = files;
    this.isPack = isPack;
  }

  pairs() {
    const paths = [...this.files.keys()].sort();
    const proofs = byStem(paths.filter((path) => this.isProof(path)));
    const openings = byStem(paths.filter((path) => this.isOpening(path)));
    if (proofs.size === 1 && openings.size === 1) return [[[...openings.values()][0], [...proofs.values()][0]]];
    return paired(openings, proofs);
  }

  refusalPairs() {
    if (!this.isPack) return [];
    const paths = [...this.files.keys()].sort();
    const openings = paths.filter((path) => path.startsWith("refusals/") && path.endsWith(".json"));
    return paired(byStem(openings), byStem(paths.filter(isRefusalProof)));
  }

  claims() {
    const pairs = [...this.pairs(), ...this.refusalPairs()];
    const ofHeads = [HEAD, LOWER_HEAD, LOWER_PROOF, TIME_STAMP, STAMPED_HEAD, STAMPED_PROOF];
    const used = new Set([...pairs.flat(), MANIFEST, ...ofHeads]);
    if (this.isPack) used.add(REFUSALS_HEAD);
    return [...this.files.keys()].filter((path) => !used.has(path)).sort();
  }

  isProof(path) {
    return path.endsWith(".tlog-proof") && !(this.isPack && isRefusalProof(path));
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
