// Reads evidence: a pack, which is a ZIP file, or proofs and openings as single files.

const [MOST_FILES, MOST_PACK_BYTES] = [10_000, 200_000_000];
const [FILE_HEADER, DIRECTORY_HEADER, DIRECTORY_END] = [0x04034b50, 0x02014b50, 0x06054b50];

class UnreadablePack extends Error {}

const unreadable = () => new UnreadablePack("it is no ZIP file that can be read");

async function readEvidence(named) {
  const end = named.length === 1 ? directoryEnd(named[0].octets) : -1;
  if (end >= 0) return new Evidence(withoutTopFolder(await zippedFiles(named[0].octets, end)), true);
  if (named.some(({ name }) => name.endsWith(".zip"))) throw unreadable();
  return new Evidence(namedFiles(named), false);
}

function namedFiles(named) {
  const files = new Map(named.map(({ name, octets }) => [name, octets]));
  if (files.size < named.length) throw new UnreadablePack("two files have one name");
  return files;
}

function directoryEnd(octets) {
  const view = new DataView(octets.buffer);
  for (let at = octets.length - 22; at >= 0 && at >= octets.length - 22 - 65_535; at -= 1) {
    if (view.getUint32(at, true) === DIRECTORY_END) return at;
  }
  return -1;
}

async function zippedFiles(octets, end) {
  try {
    const members = zipMembers(new DataView(octets.buffer), octets, end);
    const size = members.reduce((sum, member) => sum + member.size, 0);
    if (members.length > MOST_FILES || size > MOST_PACK_BYTES) throw new UnreadablePack("it is too large");
    const named = [];
    for (const member of members) named.push({ name: member.name, octets: await unpacked(member) });
    return namedFiles(named);
  } catch (error) {
    throw error instanceof UnreadablePack ? error : unreadable();
  }
}

function zipMembers(view, octets, end) {
  const members = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== DIRECTORY_HEADER || view.getUint16(at + 8, true) & 1) throw unreadable();
    const [nameLength, more] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true) + view.getUint16(at + 32, true)];
    const encoded = octets.slice(at + 46, at + 46 + nameLength);
    const name = view.getUint16(at + 8, true) & 0x800 ? decodeText(encoded) : latin1(encoded);
    const start = view.getUint32(at + 42, true);
    const body = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const packedSize = view.getUint32(at + 20, true);
    if (view.getUint32(start, true) !== FILE_HEADER || body + packedSize > octets.length) throw unreadable();
    const member = {
      name,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
      packed: octets.slice(body, body + packedSize),
    };
    if (!name.endsWith("/")) members.push(member);
    at += 46 + nameLength + more;
  }
  return members;
}

async function unpacked({ method, checksum, size, packed }) {
  const octets = method === 0 ? packed : method === 8 ? await inflated(packed, size) : null;
  if (octets === null || octets.length !== size || crc32(octets) !== checksum) throw unreadable();
  return octets;
}

async function inflated(packed, size) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const octets = new Uint8Array(size);
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    octets.set(part.value, at);
    at += part.value.length;
  }
  return octets.slice(0, at);
}

function crc32(octets) {
  let sum = 0xffffffff;
  for (const octet of octets) {
    sum ^= octet;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function withoutTopFolder(files) {
  const tops = new Set([...files.keys()].map((path) => path.split("/")[0]));
  if (files.has(MANIFEST) || tops.size !== 1) return files;
  return new Map([...files].map(([path, octets]) => [path.slice(path.indexOf("/") + 1), octets]));
}
