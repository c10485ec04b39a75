// Which heads a policy lets the page believe, and whether they are of one history.

const isMonitor = (name) => name === "monitor" || name.startsWith("monitor-");

class HeadReader {
  notes = new Map();
  believed = new Map();

  constructor(policy, report) {
    this.policy = policy;
    this.report = report;
  }

  async read(path, octets) {
    let note;
    try {
      note = parseNote(octets);
      await parseCheckpoint(note);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.report.add(DISPROVEN, "head_malformed", { path, reason: error.message });
      return null;
    }
    const known = this.notes.get(note.text) ?? { text: note.text, signatures: [] };
    const lines = new Set(known.signatures.map((each) => each.line));
    known.signatures.push(...note.signatures.filter((each) => !lines.has(each.line)));
    this.notes.set(note.text, known);
    return note.text;
  }

  async believe() {
    for (const [text, note] of this.notes) {
      const head = await this.believedHead(note);
      if (head !== null) this.believed.set(text, head);
    }
  }

  get(text) {
    return this.believed.get(text) ?? null;
  }

  async believedHead(note) {
    const checkpoint = await parseCheckpoint(note);
    const { origin, size } = checkpoint;
    const keys = this.policy.logs.filter((key) => key.name === origin);
    if (keys.length === 0) {
      this.report.add(UNKNOWN, "head_of_unknown_log", { origin });
      return null;
    }
    const cosigned = new Map();
    let isSigned = false;
    try {
      for (const key of keys) isSigned = (await signedBy(note, key)) || isSigned;
      for (const [name, key] of this.policy.witnesses) {
        const times = await cosignatureTimes(note, key);
        if (times.length > 0) cosigned.set(name, times);
      }
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.report.add(DISPROVEN, "head_refused", { size, reason: error.message });
      return null;
    }
    if (!isSigned) {
      this.report.add(UNKNOWN, "head_unsigned", { size, origin });
      return null;
    }
    this.report.add(PROVEN, "head_signed", { origin, size });
    if (!this.reportQuorum(size, [...cosigned.keys()].sort())) return null;
    const monitors = [...cosigned.keys()].filter(isMonitor).sort();
    for (const name of monitors) {
      this.report.add(PROVEN, "monitor_states", { size, name: this.policy.witnesses.get(name).name });
    }
    // A monitor may state later than it saw the head, so its times say less.
    const others = [...cosigned.keys()].filter((name) => !isMonitor(name));
    const clocks = others.length > 0 ? others : monitors;
    const times = clocks.flatMap((name) => cosigned.get(name));
    times.sort((one, other) => (one < other ? -1 : Number(one > other)));
    return { checkpoint, earliest: times.at(0) ?? null, latest: times.at(-1) ?? null };
  }

  reportQuorum(size, names) {
    if (this.policy.quorum === NO_QUORUM) {
      this.report.add(NOT_SHOWN, "quorum_none");
      return true;
    }
    if (!this.policy.isMet(names)) {
      this.report.add(UNKNOWN, "quorum_not_met", { size, count: names.length, witnesses: this.policy.witnesses.size });
      return false;
    }
    const shown = names.map((name) => this.policy.witnesses.get(name).name).join(", ");
    this.report.add(PROVEN, "quorum_met", { size, names: shown });
    return true;
  }
}

function checkOneHistory(checkpoints, report) {
  const trees = new Map();
  for (const { origin, size, root } of checkpoints) {
    const sizes = trees.get(origin) ?? new Map();
    trees.set(origin, sizes);
    if (!sizes.has(size)) sizes.set(size, root);
    if (!sameBytes(sizes.get(size), root)) {
      report.add(DISPROVEN, "two_trees", { origin, size });
      return false;
    }
  }
  for (const sizes of trees.values()) {
    if (sizes.size > 1) {
      const ordered = [...sizes.keys()].sort((one, other) => (one < other ? -1 : 1));
      report.add(UNKNOWN, "heads_unconnected", { sizes: ordered.join(", ") });
      return false;
    }
  }
  return true;
}

async function checkConsistency(one, other, proof, report) {
  const [old, tree] = other.size < one.size ? [other, one] : [one, other];
  const sizes = { size: tree.size, old: old.size };
  if (old.size === tree.size && !sameBytes(old.root, tree.root)) {
    report.add(DISPROVEN, "two_trees", { origin: old.origin, size: old.size });
    return false;
  }
  if (proof === null && old.size !== 0n && old.size !== tree.size) {
    report.add(UNKNOWN, "consistency_missing", sizes);
    return false;
  }
  let holds = false;
  try {
    const hashes = parseConsistencyProof(proof ?? new Uint8Array());
    holds = await consistencyHolds(old.size, old.root, tree.size, tree.root, hashes);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  report.add(holds ? PROVEN : DISPROVEN, holds ? "heads_consistent" : "consistency_wrong", sizes);
  return holds;
}
