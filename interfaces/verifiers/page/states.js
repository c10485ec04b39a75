// Whether the states of a pack follow from its events, and whether its revealed texts are those that were recorded.

const REVEALED_PATH = "persons.json";
const SEALED_TEXT = /sealed2:[a-z0-9_.]+:([A-Za-z0-9_-]{43}):([A-Za-z0-9_-]+=*)/g;
const OF_NO_STATE = ["checkout", "topic", "/timestamp", "/originator_topic"];

class StateParts {
  constructor() {
    this.events = new Map();
  }

  add(opening) {
    const parts = opening.parts.filter((part) => part.salt);
    this.events.delete(parts[1].value);
    this.events.set(parts[1].value, { version: opening.version, parts });
  }

  fields() {
    const found = new Map();
    for (const { version, parts } of this.events.values()) {
      for (const { name, value } of parts) {
        if (OF_NO_STATE.includes(name) || name.startsWith("/provenance")) continue;
        found.delete(name);
        found.set(name, { version, value });
      }
    }
    return found;
  }

  encode(textOf) {
    const lines = [...this.fields()].map(([name, field]) => `${JSON.stringify(name)}: ${textOf(field)}`);
    return encodeText(`{\n${lines.join(",\n")}\n}\n`);
  }
}

function checkStates(evidence, openings, report) {
  const checked = new Set();
  if (!evidence.isPack) return checked;
  const versions = new Set();
  for (const path of evidence.files.keys()) {
    const match = /^states\/([0-9]{4,9})(?:\.blame)?\.json$/.exec(path);
    if (match !== null) versions.add(Number(match[1]));
  }
  const state = new StateParts();
  for (const [at, opening] of openings.entries()) {
    if (opening.version !== BigInt(at + 1)) break;
    state.add(opening);
    if (versions.delete(at + 1)) checkState(evidence, at + 1, state, report).forEach((path) => checked.add(path));
  }
  for (const version of [...versions].sort((one, other) => one - other)) {
    report.add(UNKNOWN, "state_without_events", { version });
  }
  return checked;
}

function checkState(evidence, version, state, report) {
  const stem = `states/${String(version).padStart(4, "0")}`;
  const expected = [
    [`${stem}.blame.json`, state.encode((field) => String(field.version))],
    [`${stem}.json`, state.encode((field) => field.value)],
  ];
  const given = expected.filter(([path]) => evidence.files.has(path));
  for (const [path, octets] of given) {
    if (sameBytes(evidence.files.get(path), octets)) continue;
    report.add(DISPROVEN, "state_differs", { path });
    return [];
  }
  report.add(PROVEN, "state_proven", { version, count: state.fields().size });
  return given.map(([path]) => path);
}

async function checkRevealed(evidence, openings, report) {
  if (!evidence.isPack || !evidence.files.has(REVEALED_PATH)) return [];
  let fields;
  try {
    fields = decodeRevealed(evidence.files.get(REVEALED_PATH));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    report.add(DISPROVEN, "file_malformed", { path: REVEALED_PATH, reason: error.message });
    return [];
  }
  const shown = openings.flatMap((opening) => opening.parts.filter((part) => part.salt));
  const sealed = new Set(shown.flatMap((part) => part.value.match(SEALED_TEXT) ?? []));
  for (const [at, field] of fields.entries()) {
    const fault = !sealed.has(field.sealed) ? "revealed_unknown" : (await opensToText(field)) ? null : "revealed_wrong";
    if (fault === null) continue;
    report.add(DISPROVEN, fault, { number: at + 1 });
    return [];
  }
  report.add(PROVEN, "revealed_proven", { count: fields.length });
  return [REVEALED_PATH];
}

function decodeRevealed(octets) {
  let document = null;
  const text = decodeText(octets);
  try {
    document = JSON.parse(text);
  } catch {
    throw new Malformed("the revealed fields are not JSON");
  }
  if (!hasKeys(document, "fields") || !Array.isArray(document.fields)) {
    throw new Malformed("the revealed fields are no list of fields");
  }
  return document.fields.map((row) => {
    if (!hasKeys(row, "sealed", "key", "text")) {
      throw new Malformed("a revealed field is not a sealed text, a key and a text");
    }
    if (Object.values(row).some((each) => typeof each !== "string")) {
      throw new Malformed("a revealed field is not made of texts");
    }
    if (/\p{Surrogate}/u.test(row.text + row.sealed)) throw new Malformed("a revealed field is not Unicode");
    return { sealed: row.sealed, key: decodeBase64(row.key), text: row.text };
  });
}

async function opensToText({ sealed, key, text }) {
  const [match] = [...sealed.matchAll(SEALED_TEXT)];
  if (match === undefined || match[0] !== sealed || key.length !== 32) return false;
  const plainBase64 = (url) => url.replaceAll("-", "+").replaceAll("_", "/");
  const mark = encodeBase64(await sha256(key)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (mark !== match[1]) return false;
  let closed;
  try {
    closed = Uint8Array.from(atob(plainBase64(match[2])), (character) => character.charCodeAt(0));
  } catch {
    return false;
  }
  // The tag is not needed: the ledger has the ciphertext, and the sealed text the SHA-256 of the key.
  const counter = joined(closed.slice(0, 12), new Uint8Array([0, 0, 0, 2]));
  const imported = await crypto.subtle.importKey("raw", key, "AES-CTR", false, ["decrypt"]);
  const algorithm = { name: "AES-CTR", counter, length: 32 };
  const plain = new Uint8Array(await crypto.subtle.decrypt(algorithm, imported, closed.slice(12, -16)));
  let end = plain.length;
  while (end > 0 && plain[end - 1] === 0) end -= 1;
  return sameBytes(plain.slice(0, end), joined(encodeText(text), new Uint8Array([0x80])));
}
