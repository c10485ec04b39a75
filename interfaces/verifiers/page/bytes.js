// Texts, numbers and Base64: one form for each value, every other one refused. Numbers that are signed are BigInt.

class Malformed extends Error {}

const BIGGEST_NUMBER = 2n ** 63n - 1n;
const MICROSECONDS = 1_000_000n;

const encodeText = (text) => new TextEncoder().encode(text);
const sameBytes = (one, other) => one.length === other.length && one.every((octet, at) => octet === other[at]);
const hex = (octets) => Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");

function joined(...arrays) {
  const whole = new Uint8Array(arrays.reduce((length, each) => length + each.length, 0));
  let at = 0;
  for (const each of arrays) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
}

async function sha256(...arrays) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...arrays)));
}

function decodeText(octets) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    throw new Malformed("a text is not UTF-8");
  }
}

const latin1 = (octets) => Array.from(octets, (octet) => String.fromCharCode(octet)).join("");

function encodeBase64(octets) {
  return btoa(latin1(octets));
}

function decodeBase64(text) {
  let octets;
  try {
    octets = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new Malformed("a text is not Base64");
  }
  if (encodeBase64(octets) !== text) throw new Malformed("a text is not Base64");
  return octets;
}

function decodeHash(text) {
  const octets = decodeBase64(text);
  if (octets.length !== 32) throw new Malformed("a hash does not have 32 bytes");
  return octets;
}

function decodeNumber(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) > BIGGEST_NUMBER) {
    throw new Malformed("a number is not a decimal below 2^63");
  }
  return BigInt(text);
}

function linesOf(text) {
  if (!text.endsWith("\n")) throw new Malformed("the last line does not end in a line feed");
  return text.slice(0, -1).split("\n");
}

function unsigned(number, length) {
  const octets = new Uint8Array(length);
  for (let at = length - 1, rest = BigInt(number); at >= 0; at -= 1, rest >>= 8n) octets[at] = Number(rest & 255n);
  return octets;
}

function u16(number) {
  if (number > 65_535) throw new Malformed("a text or a list is too long");
  return unsigned(number, 2);
}

const u64 = (number) => unsigned(number, 8);
const numberOf = (octets) => octets.reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
