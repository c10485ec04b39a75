// All steps, in their order.

async function verifyEvidence(evidence, policyOctets, kept) {
  const report = new Report();
  await checkManifest(evidence, report);
  let policy;
  try {
    policy = await parsePolicy(policyOctets);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    report.add(UNKNOWN, "policy_unusable", { reason: error.message });
    return report;
  }
  const counts = { logs: policy.logs.length, witnesses: policy.witnesses.size, quorum: policy.quorum };
  report.add(PROVEN, "policy_read", counts);
  const { files } = evidence;
  const heads = new HeadReader(policy, report);
  const events = await readEvents(evidence, evidence.pairs(), heads, report);
  const refusals = await readEvents(evidence, evidence.refusalPairs(), heads, report);
  const own = files.has(HEAD) ? await heads.read(HEAD, files.get(HEAD)) : null;
  const hasLower = evidence.isPack && files.has(LOWER_HEAD);
  const lowerText = hasLower ? await heads.read(LOWER_HEAD, files.get(LOWER_HEAD)) : null;
  const hasRefusals = evidence.isPack && files.has(REFUSALS_HEAD);
  const refusalsText = hasRefusals ? await heads.read(REFUSALS_HEAD, files.get(REFUSALS_HEAD)) : null;
  await heads.believe();
  const found = [];
  for (const event of events) {
    const proven = await checkEvent(event, heads.get(event.headText), evidence.isPack, report);
    if (proven !== null) found.push(proven);
  }
  const refused = [];
  for (const refusal of refusals) {
    const proven = await checkRefusal(refusal, heads.get(refusal.headText), report);
    if (proven !== null) refused.push(proven);
  }
  const believed = [heads.get(own), ...found.map((event) => event.head)].filter((head) => head !== null);
  const trees = believed.map((head) => head.checkpoint);
  const refusalHeads = [heads.get(refusalsText), ...refused.map((refusal) => refusal.head)].filter((head) => head !== null);
  const connected = [];
  if (checkOneHistory([...trees, ...refusalHeads.map((head) => head.checkpoint)], report)) {
    checkOrder(found, evidence.isPack, report);
    const lower = await lowerHead(files.get(LOWER_PROOF) ?? null, heads.get(lowerText), trees, report);
    for (const event of found) checkTime(event, lower, evidence.isPack, report);
    checkRefusals(refused, report);
    if (lower !== null) connected.push(lower.checkpoint);
    const stamped = trees.length > 0 ? await checkTimeStamp(evidence, trees[0], report) : null;
    if (stamped !== null) connected.push(stamped);
  }
  if (kept !== null && trees.length > 0) await checkKept(kept, policy, [trees[0], ...connected], report);
  const checked = await checkContents(evidence, found, report);
  const claims = evidence.claims().filter((path) => !checked.has(path));
  if (claims.length > 0) report.add(NOT_SHOWN, "claims", { paths: claims.join(", ") });
  if (found.length === 0) report.add(UNKNOWN, "nothing");
  return report;
}

async function checkContents(evidence, found, report) {
  if (new Set(found.map((event) => event.checkout)).size > 1) return new Set();
  const ordered = [...found].sort((one, other) => (one.entry.version < other.entry.version ? -1 : 1));
  const openings = ordered.map((event) => event.opening);
  const states = checkStates(evidence, openings, report);
  return new Set([...states, ...(await checkRevealed(evidence, openings, report))]);
}

async function checkEvent(event, head, isPack, report) {
  if (isPack && !isOfRightLog(event, head, false, report)) return null;
  return checkInclusion(event, head, "event_proven", report);
}

async function lowerHead(proof, lower, trees, report) {
  if (lower === null || trees.length === 0 || lower.checkpoint.origin !== trees[0].origin) return null;
  return (await checkConsistency(lower.checkpoint, trees[0], proof, report)) ? lower : null;
}

// Without openssl, only whether the stamped head is of the same history is checked.
async function checkTimeStamp({ files, isPack }, tree, report) {
  const stamped = files.get(STAMPED_HEAD) ?? files.get(HEAD);
  if (!isPack || !files.has(TIME_STAMP) || stamped === undefined) return null;
  let head;
  try {
    head = await parseCheckpoint(parseNote(stamped));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    report.add(DISPROVEN, "head_malformed", { path: STAMPED_HEAD, reason: error.message });
    return null;
  }
  if (head.origin !== tree.origin) {
    report.add(UNKNOWN, "time_stamp_of_other_log", { origin: head.origin });
    return null;
  }
  const isSame = head.size === tree.size && sameBytes(head.root, tree.root);
  const isConnected = isSame || (await checkConsistency(head, tree, files.get(STAMPED_PROOF) ?? null, report));
  report.add(NOT_SHOWN, "time_stamp_not_checked", { size: head.size });
  return isConnected ? head : null;
}

// Heads after the first one of the evidence are proven to be of its history.
async function checkKept(kept, policy, [tree, ...others], report) {
  let checkpoint;
  try {
    const note = parseNote(kept.note);
    checkpoint = await parseCheckpoint(note);
    let isSigned = false;
    for (const key of policy.logs) {
      if (key.name === checkpoint.origin) isSigned = (await signedBy(note, key)) || isSigned;
    }
    if (!isSigned) throw new Malformed("no key of the policy signed it");
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    report.add(UNKNOWN, "kept_head_unusable", { reason: error.message });
    return;
  }
  if (checkpoint.origin !== tree.origin) {
    report.add(UNKNOWN, "kept_head_of_other_log", { origin: checkpoint.origin });
  } else if (checkpoint.size === tree.size && sameBytes(checkpoint.root, tree.root)) {
    report.add(PROVEN, "kept_head_equal", { size: tree.size });
  } else {
    const known = others.find((head) => head.size === checkpoint.size);
    if (known === undefined) {
      await checkConsistency(checkpoint, tree, kept.proof, report);
    } else if (sameBytes(known.root, checkpoint.root)) {
      const [old, size] = tree.size < known.size ? [tree.size, known.size] : [known.size, tree.size];
      report.add(PROVEN, "heads_consistent", { size, old });
    } else {
      report.add(DISPROVEN, "two_trees", { origin: checkpoint.origin, size: checkpoint.size });
    }
  }
}
