// The Merkle tree of RFC 6962, and the verification of proofs (RFC 9162, sections 2.1.3.2 and 2.1.4.2).

const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const areHashes = (proof) => proof.length < 64 && proof.every((each) => each.length === 32);
const isOdd = (number) => (number & 1n) === 1n;

async function inclusionHolds(leaf, index, size, root, proof) {
  if (index < 0n || index >= size || !areHashes(proof)) return false;
  let [place, last, top] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (isOdd(place) || place === last) {
      top = await nodeHash(sibling, top);
      while (!isOdd(place) && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      top = await nodeHash(top, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n && sameBytes(top, root);
}

async function consistencyHolds(oldSize, oldRoot, size, root, proof) {
  if (oldSize < 0n || oldSize > size || !areHashes(proof)) return false;
  if (oldSize === size) return proof.length === 0 && sameBytes(oldRoot, root);
  if (oldSize === 0n) return proof.length === 0 && sameBytes(oldRoot, await sha256());
  if (proof.length === 0) return false;
  const path = (oldSize & (oldSize - 1n)) === 0n ? [oldRoot, ...proof] : proof;
  let [place, last] = [oldSize - 1n, size - 1n];
  while (isOdd(place)) [place, last] = [place >> 1n, last >> 1n];
  let [oldTop, top] = [path[0], path[0]];
  for (const sibling of path.slice(1)) {
    if (last === 0n) return false;
    if (isOdd(place) || place === last) {
      [oldTop, top] = [await nodeHash(sibling, oldTop), await nodeHash(sibling, top)];
      while (!isOdd(place) && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      top = await nodeHash(top, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n && sameBytes(oldTop, oldRoot) && sameBytes(top, root);
}
