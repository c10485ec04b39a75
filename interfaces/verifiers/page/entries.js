// Openings of entries, and the entry that follows from one.

const ENTRY_PREFIX = encodeText("tillroll/1\n");
const DAYS_IN_YEAR = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function microsecondsOf(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z$/.exec(text);
  if (match === null) throw new Malformed("a time is not in the form of RFC 3339 in UTC");
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const days = month === 2 && isLeap(year) ? 29 : MONTHS[month - 1];
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days) {
    throw new Malformed("a time has a date that does not exist");
  }
  if (hour > 23 || minute > 59 || second > 59) throw new Malformed("a time has an hour that does not exist");
  const past = year - 1;
  const before = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 719_162;
  const whole = before + DAYS_IN_YEAR[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
  const seconds = whole * 86_400 + hour * 3_600 + minute * 60 + second;
  return BigInt(seconds) * MICROSECONDS + BigInt((match[7] ?? "").padEnd(6, "0"));
}

function decodeEntry(octets) {
  const [version, time] = [numberOf(octets.slice(27, 35)), numberOf(octets.slice(35, 43))];
  const hasForm = octets.length === 75 && sameBytes(octets.slice(0, 11), ENTRY_PREFIX);
  if (!hasForm || version < 1n || version > BIGGEST_NUMBER || time > BIGGEST_NUMBER) {
    throw new Malformed("an entry does not have the form of tillroll/1");
  }
  return { tag: octets.slice(11, 27), version, time, commitment: octets.slice(43) };
}

const encodeEntry = (entry) =>
  joined(ENTRY_PREFIX, entry.tag, u64(entry.version), u64(entry.time), entry.commitment);

function hasKeys(value, ...keys) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

function decodeOpening(octets) {
  const text = decodeText(octets);
  let opening;
  try {
    opening = JSON.parse(text);
  } catch {
    throw new Malformed("an opening is not JSON");
  }
  if (!hasKeys(opening, "version", "parts")) throw new Malformed("an opening does not have a version and parts");
  if (!Number.isSafeInteger(opening.version) || opening.version < 1) {
    throw new Malformed("an opening has a version that is no number from 1");
  }
  if (!Array.isArray(opening.parts) || opening.parts.length > 65_535) {
    throw new Malformed("an opening has no list of parts");
  }
  const parts = opening.parts.map(decodePart);
  if (parts[0]?.name !== "checkout" || parts[1]?.name !== "topic") {
    throw new Malformed("an opening does not begin with the checkout and the topic");
  }
  const names = parts.filter((part) => part.salt).map((part) => part.name);
  if (new Set(names).size < names.length) throw new Malformed("an opening shows two parts of one name");
  const isInside = (name) => name.split("/").length === 3 && names.includes(name.slice(0, name.lastIndexOf("/")));
  if (names.some(isInside)) throw new Malformed("an opening shows a part, and a part of that part");
  return { version: BigInt(opening.version), parts };
}

function decodePart(part) {
  const isObject = typeof part === "object" && part !== null && !Array.isArray(part);
  if (!isObject || Object.values(part).some((text) => typeof text !== "string")) {
    throw new Malformed("a part of an opening is not made of texts");
  }
  if (hasKeys(part, "digest")) return { digest: decodeHash(part.digest) };
  if (!hasKeys(part, "name", "value", "salt")) throw new Malformed("a part of an opening is neither shown nor hidden");
  if (/\p{Surrogate}/u.test(part.name + part.value)) throw new Malformed("a part of an opening is not Unicode");
  return { name: part.name, value: part.value, salt: decodeHash(part.salt) };
}

async function partDigest(part) {
  if (part.salt === undefined) return part.digest;
  const name = encodeText(part.name);
  return sha256(part.salt, u16(name.length), name, encodeText(part.value));
}

function timeOf(parts) {
  const values = parts.filter((part) => part.name === "/timestamp").map((part) => part.value);
  if (values.length !== 1) throw new Malformed("an event does not have one time");
  let text = null;
  try {
    text = JSON.parse(values[0]);
  } catch {
    // It is no text, as below.
  }
  if (typeof text !== "string") throw new Malformed("a time is not in the form of RFC 3339 in UTC");
  return microsecondsOf(text);
}

async function openedEntry(opening) {
  const time = timeOf(opening.parts);
  const digests = await Promise.all(opening.parts.map(partDigest));
  return {
    tag: (await sha256(encodeText(`tillroll tag v1\n${opening.parts[0].value}`))).slice(0, 16),
    version: opening.version,
    time,
    commitment: await sha256(encodeText("tillroll parts v1\n"), u16(digests.length), ...digests),
  };
}
