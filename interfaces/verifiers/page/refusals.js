// Whether refused attempts in a pack were logged as they are shown, in the log beside that of the events.

function isOfRightLog({ path }, head, isRefusal, report) {
  if (head === null || ordersTimes(head.checkpoint.origin) !== isRefusal) return true;
  report.add(DISPROVEN, "record_of_other_log", { path, origin: head.checkpoint.origin });
  return false;
}

async function checkRefusal(refusal, head, report) {
  if (!isOfRightLog(refusal, head, true, report)) return null;
  return checkInclusion(refusal, head, "refusal_proven", report);
}

function checkRefusals(refusals, report) {
  const checkouts = new Map();
  for (const each of refusals) {
    const { checkout, entry } = each;
    const numbers = checkouts.get(checkout) ?? new Map();
    checkouts.set(checkout, numbers);
    if (!numbers.has(entry.version)) numbers.set(entry.version, each);
    if (numbers.get(entry.version).index !== each.index) {
      report.add(DISPROVEN, "refusal_twice", { checkout, number: entry.version });
    }
  }
  for (const checkout of [...checkouts.keys()].sort()) {
    const ordered = [...checkouts.get(checkout)].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
    if (ordered.some((each, at) => at > 0 && each.index < ordered[at - 1].index)) {
      report.add(DISPROVEN, "refusals_moved", { checkout });
    }
    const missing = missingVersions(ordered.map((each) => each.entry.version));
    if (missing !== "") {
      report.add(NOT_SHOWN, "refusals_missing", { numbers: missing, checkout });
    } else {
      report.add(PROVEN, "refusals_complete", { last: ordered.at(-1).entry.version, checkout });
    }
  }
  for (const each of refusals) checkRefusalTime(each, report);
}

function checkRefusalTime({ entry, head }, report) {
  const number = entry.version;
  if (head.latest === null) {
    report.add(NOT_SHOWN, "refusal_time_unknown", { number });
    return;
  }
  const values = { number, time: timeText(entry.time / MICROSECONDS), upper: timeText(head.latest) };
  if (entry.time >= (head.latest + 1n) * MICROSECONDS) {
    report.add(DISPROVEN, "refusal_time_later", values);
  } else {
    report.add(NOT_SHOWN, "refusal_time_before", values);
  }
}
