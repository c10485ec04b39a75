// Whether each event was logged as it is shown, and whether a checkout's versions are complete and in order.

const MERGE_DELAY_SECONDS = 60n;

async function readEvents(evidence, pairs, heads, report) {
  const events = [];
  for (const [openingPath, proofPath] of pairs) {
    if (proofPath === undefined) {
      report.add(UNKNOWN, "proof_missing", { path: openingPath });
      continue;
    }
    if (openingPath === undefined) {
      report.add(UNKNOWN, "opening_missing", { path: proofPath });
      continue;
    }
    let path = proofPath;
    try {
      const proof = parseInclusionProof(evidence.files.get(path));
      const headText = await heads.read(path, proof.checkpoint);
      path = openingPath;
      const opening = decodeOpening(evidence.files.get(path));
      events.push({ path, opening, entry: await openedEntry(opening), proof, headText });
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      report.add(DISPROVEN, "file_malformed", { path, reason: error.message });
    }
  }
  return events;
}

// Whether the times of a checkout never go back in this log. Refused attempts may be at the same time.
const ordersTimes = (origin) => !origin.endsWith("/refusals");

async function checkInclusion({ path, opening, entry, proof }, head, message, report) {
  const members = changedMembers(proof.extra, entry);
  if (members.length > 0) {
    report.add(DISPROVEN, "event_altered", { path, members: members.join(", ") });
    return null;
  }
  if (head === null) {
    report.add(UNKNOWN, "head_not_believed", { path });
    return null;
  }
  const { size, root } = head.checkpoint;
  const leaf = await leafHash(encodeEntry(entry));
  if (!(await inclusionHolds(leaf, proof.index, size, root, proof.hashes))) {
    report.add(DISPROVEN, "event_not_included", { path, index: proof.index, size });
    return null;
  }
  const hidden = opening.parts.filter((part) => part.salt === undefined).length;
  const [{ value: checkout }, { value: topic }] = opening.parts;
  const values = { version: entry.version, topic, index: proof.index, hidden, parts: opening.parts.length };
  report.add(PROVEN, message, values);
  return { checkout, entry, index: proof.index, head, opening };
}

function changedMembers(extra, entry) {
  if (extra === null) return [];
  let logged;
  try {
    logged = decodeEntry(extra);
  } catch {
    return ["entry"];
  }
  return [
    ["checkout", sameBytes(logged.tag, entry.tag)],
    ["version", logged.version === entry.version],
    ["time", logged.time === entry.time],
    ["content", sameBytes(logged.commitment, entry.commitment)],
  ].flatMap(([name, isSame]) => (isSame ? [] : [name]));
}

function checkOrder(events, isPack, report) {
  const checkouts = new Map();
  for (const event of events) {
    const key = `${event.checkout}\n${event.head.checkpoint.origin}`;
    const { checkout, versions } = checkouts.get(key) ?? { checkout: event.checkout, versions: new Map() };
    checkouts.set(key, { checkout, versions });
    const { version } = event.entry;
    if (!versions.has(version)) versions.set(version, event);
    if (versions.get(version).index !== event.index) report.add(DISPROVEN, "version_twice", { checkout, version });
  }
  for (const key of [...checkouts.keys()].sort()) {
    const { checkout, versions } = checkouts.get(key);
    const ordered = [...versions].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, event]) => event);
    const isOrdered = checkNeighbours(checkout, ordered, report);
    const missing = missingVersions(ordered.map((event) => event.entry.version));
    if (missing !== "") {
      report.add(isPack ? UNKNOWN : NOT_SHOWN, "versions_missing", { versions: missing, checkout });
    } else if (isOrdered) {
      report.add(PROVEN, "versions_complete", { last: ordered.at(-1).entry.version, checkout });
    }
  }
}

function checkNeighbours(checkout, ordered, report) {
  let isOrdered = true;
  for (const [at, event] of ordered.slice(1).entries()) {
    const before = ordered[at];
    const values = { checkout, version: event.entry.version, earlier: before.entry.version };
    if (event.index < before.index) report.add(DISPROVEN, "version_moved", values);
    const goesBack = ordersTimes(event.head.checkpoint.origin) && event.entry.time < before.entry.time;
    if (goesBack) report.add(DISPROVEN, "time_goes_back", values);
    isOrdered = isOrdered && event.index >= before.index && !goesBack;
  }
  return isOrdered;
}

function missingVersions(versions) {
  const gaps = [];
  let expected = 1n;
  for (const version of versions) {
    if (version > expected) {
      gaps.push(version === expected + 1n ? `${expected}` : `${expected}\u2013${version - 1n}`);
    }
    expected = version + 1n;
  }
  return gaps.join(", ");
}

function checkTime(event, lower, isPack, report) {
  const { version, time } = event.entry;
  const upper = event.head.latest;
  if (upper === null) {
    report.add(NOT_SHOWN, "time_unknown", { version });
    return;
  }
  const since = sinceOf(event, lower);
  const end = (upper + 1n) * MICROSECONDS;
  const values = { version, time: timeText(time / MICROSECONDS), upper: timeText(upper) };
  if (time >= end) {
    report.add(DISPROVEN, "time_later", values);
  } else if (since === null) {
    report.add(isPack ? UNKNOWN : NOT_SHOWN, "time_before", values);
  } else if (time < (since - MERGE_DELAY_SECONDS) * MICROSECONDS) {
    report.add(UNKNOWN, "time_earlier", { ...values, lower: timeText(since) });
  } else {
    const most = durationText((end - time + MICROSECONDS - 1n) / MICROSECONDS);
    report.add(PROVEN, "time_between", { ...values, lower: timeText(since), most });
  }
}

function sinceOf(event, lower) {
  if (lower === null || lower.checkpoint.origin !== event.head.checkpoint.origin) return null;
  return lower.checkpoint.size <= event.index ? lower.earliest : null;
}
