// Files of proofs (C2SP tlog-proof), and of consistency proofs.

function parseHashes(lines) {
  if (lines.length > 63) throw new Malformed("a proof has too many hashes");
  return lines.map(decodeHash);
}

function parseInclusionProof(octets) {
  if (octets.length > 600_000) throw new Malformed("a proof is too long");
  const split = latin1(octets).indexOf("\n\n");
  if (split < 0) throw new Malformed("a proof has no empty line before its head");
  const [header, ...lines] = linesOf(decodeText(octets.slice(0, split + 1)));
  if (header !== "c2sp.org/tlog-proof@v1") throw new Malformed("a proof does not begin with its version");
  const extra = lines[0]?.startsWith("extra ") ? decodeBase64(lines.shift().slice("extra ".length)) : null;
  if (!lines[0]?.startsWith("index ")) throw new Malformed("a proof has no index");
  const index = decodeNumber(lines[0].slice("index ".length));
  return { extra, index, hashes: parseHashes(lines.slice(1)), checkpoint: octets.slice(split + 2) };
}

function parseConsistencyProof(octets) {
  if (octets.length === 0) return [];
  if (octets.length > 600_000) throw new Malformed("a proof is too long");
  return parseHashes(linesOf(decodeText(octets)));
}
