// Signed notes, keys, heads and cosignatures (C2SP signed-note, tlog-checkpoint, tlog-cosignature).

const ED25519 = 1;
const COSIGNATURE = 4;
const SPACE_OR_PLUS = /[+\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

const isKeyName = (name) => name !== "" && !SPACE_OR_PLUS.test(name);

async function parseVerifierKey(text) {
  const [name, id, ...rest] = text.split("+");
  if (rest.length === 0 || !isKeyName(name)) throw new Malformed("a key is not in the form name+id+key");
  const octets = decodeBase64(rest.join("+"));
  if (![ED25519, COSIGNATURE].includes(octets[0]) || octets.length !== 33) {
    throw new Malformed("a key is not of a type that is verified here");
  }
  const keyId = (await sha256(encodeText(`${name}\n`), octets)).slice(0, 4);
  if (hex(keyId) !== id) throw new Malformed("the id of a key is not that of the key");
  return { name, type: octets[0], publicKey: octets.slice(1), keyId: hex(keyId) };
}

async function verifyEd25519(publicKey, signature, message) {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  } catch {
    return false;
  }
}

function parseNote(octets) {
  if (octets.length > 500_000) throw new Malformed("a note is too long");
  const text = decodeText(octets);
  if (/[\0-\x09\x0b-\x1f]/.test(text)) throw new Malformed("a note has a control character");
  const split = text.lastIndexOf("\n\n");
  if (split < 0) throw new Malformed("a note has no empty line before its signatures");
  const lines = linesOf(text.slice(split + 2));
  if (lines.length > 64) throw new Malformed("a note has too many signatures");
  return { text: text.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line) {
  const [dash, name, encoded, ...more] = line.split(" ");
  if (encoded === undefined || more.length > 0 || dash !== "\u2014" || !isKeyName(name)) {
    throw new Malformed("a line of a note is not that of a signature");
  }
  const octets = decodeBase64(encoded);
  if (octets.length <= 4) throw new Malformed("a signature is too short");
  return { line, name, keyId: hex(octets.slice(0, 4)), signature: octets.slice(4) };
}

const signaturesBy = (note, key) =>
  note.signatures.filter((each) => each.name === key.name && each.keyId === key.keyId).map((each) => each.signature);

async function parseCheckpoint(note) {
  const lines = linesOf(note.text);
  if (lines.length !== 3 || lines[0] === "") throw new Malformed("a head does not have three lines");
  const checkpoint = { origin: lines[0], size: decodeNumber(lines[1]), root: decodeHash(lines[2]) };
  if (checkpoint.size === 0n && !sameBytes(checkpoint.root, await sha256())) {
    throw new Malformed("an empty tree has another root");
  }
  return checkpoint;
}

async function signedBy(note, key) {
  const signatures = signaturesBy(note, key);
  for (const signature of signatures) {
    if (!(await verifyEd25519(key.publicKey, signature, encodeText(note.text)))) {
      throw new Malformed(`the signature of ${key.name} is wrong`);
    }
  }
  return signatures.length > 0;
}

async function cosignatureTimes(note, key) {
  const found = signaturesBy(note, key).map((octets) => {
    const time = numberOf(octets.slice(0, 8));
    if (octets.length !== 72 || time > BIGGEST_NUMBER) {
      throw new Malformed("a cosignature does not have a time and 64 bytes");
    }
    return { time, signature: octets.slice(8) };
  });
  for (const { time, signature } of found) {
    const message = encodeText(`cosignature/v1\ntime ${time}\n${note.text}`);
    if (!(await verifyEd25519(key.publicKey, signature, message))) {
      throw new Malformed(`the signature of ${key.name} is wrong`);
    }
  }
  return found.map((each) => each.time);
}
