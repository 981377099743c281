// The code on a certificate, checked without any server: base32 → CBOR → COSE_Sign1 → ES256 (WebCrypto) → dates.
// The same answers as ocop/documents/credentials/verifying.py, read by the rules of canonical.py; a test compares the two.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const LONGEST = 2000;

export class Unreadable extends Error {}
export class Truncated extends Unreadable {}

/** The base32 part of a scanned address, or the text itself. */
export function codeIn(text) {
  const whole = text.trim();
  if (whole.length > LONGEST || /[^\x20-\x7e]/.test(whole)) throw new Unreadable("no code");
  if (!whole.includes("/")) return whole;
  const path = whole.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/[?#].*$/, "");
  const parts = path.replace(/^\/+|\/+$/g, "").split("/");
  if (parts.length !== 2 || parts[0].toUpperCase() !== "K") throw new Unreadable("an address of another kind");
  return parts[1];
}

export function fromBase32(text) {
  const letters = text.trim().toUpperCase();
  if (!/^[A-Z2-7]+$/.test(letters)) throw new Unreadable("not base32");
  const bytes = [];
  let held = 0, bits = 0;
  for (const letter of letters) {
    held = (held << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) { bits -= 8; bytes.push((held >> bits) & 255); held &= (1 << bits) - 1; }
  }
  const content = Uint8Array.from(bytes);
  if (bits >= 5) throw new Truncated("a letter too many or too few");
  if (held) throw isCut(content) ? new Truncated("loose bits") : new Unreadable("loose bits");
  return content;
}

function isCut(content) {
  try { readItem(new Reader(content)); return false; } catch (error) { return error instanceof Truncated; }
}

class Reader {
  constructor(bytes) { this.bytes = bytes; this.place = 0; }
  take(count) {
    if (this.place + count > this.bytes.length) throw new Truncated("the bytes end too early");
    const found = this.bytes.subarray(this.place, this.place + count);
    this.place += count;
    return found;
  }
}

function readNumber(reader, low) {
  if (low < 24) return low;
  if (low > 27) throw new Unreadable("not a length of ours");
  const bytes = reader.take(1 << (low - 24));
  const found = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const least = [24, 256, 65536, 4294967296][low - 24];
  if (found < least || found > Number.MAX_SAFE_INTEGER) throw new Unreadable("not the shortest form");
  return found;
}

function readItem(reader, depth = 0) {
  if (depth > 6) throw new Unreadable("too deep");
  const first = reader.take(1)[0], major = first >> 5, low = first & 31;
  if (major === 7) {
    if (low === 20 || low === 21) return low === 21;
    throw new Unreadable("not a value of ours");
  }
  const number = readNumber(reader, low);
  if (major === 0) return number;
  if (major === 1) return -1 - number;
  if (major === 2) return reader.take(number).slice();
  if (major === 3) {
    try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(reader.take(number)); }
    catch (error) { if (error instanceof Truncated) throw error; throw new Unreadable("not UTF-8"); }
  }
  if (major === 6) return { tag: number, value: readItem(reader, depth + 1) };
  if (number > 100) throw new (number > reader.bytes.length ? Truncated : Unreadable)("too many");
  if (major === 4) return Array.from({ length: number }, () => readItem(reader, depth + 1));
  const found = new Map();
  let before = null;
  for (let n = 0; n < number; n += 1) {
    const start = reader.place, key = readItem(reader, depth + 1), written = reader.bytes.subarray(start, reader.place);
    if (before && !follows(written, before)) throw new Unreadable("keys out of order");
    before = written;
    found.set(key, readItem(reader, depth + 1));
  }
  return found;
}

/** Keys stand in order, the shorter first, so that none stands twice. */
function follows(key, before) {
  if (key.length !== before.length) return key.length > before.length;
  const place = key.findIndex((byte, n) => byte !== before[n]);
  return place >= 0 && key[place] > before[place];
}

function whole(bytes) {
  const reader = new Reader(bytes), found = readItem(reader);
  if (reader.place !== bytes.length) throw new Unreadable("something follows");
  return found;
}

const isBytes = (value) => value instanceof Uint8Array;
const isInt = (value) => Number.isSafeInteger(value);
const isText = (value) => typeof value === "string";

/** Take the bytes apart; nothing is checked yet. */
export function readCwt(content) {
  const outer = whole(content), parts = outer?.value;
  if (outer?.tag !== 18 || !Array.isArray(parts) || parts.length !== 4) throw new Unreadable("not a COSE_Sign1");
  const [shielded, open, payload, signature] = parts;
  if (!(open instanceof Map) || open.size || ![shielded, payload, signature].every(isBytes)) throw new Unreadable("not ours");
  const header = whole(shielded);
  if (!(header instanceof Map) || header.size !== 2 || header.get(1) !== -7 || !isBytes(header.get(4))) throw new Unreadable("not ES256");
  const claims = whole(payload);
  const said = claims instanceof Map ? claims.get(-65537) : null;
  if (!(said instanceof Map)) throw new Unreadable("claims of another kind");
  const right = [claims.get(1), claims.get(2), said.get(1), said.get(2), said.get(3), said.get(5)].every(isText)
    && [claims.get(4), claims.get(5), claims.get(6), said.get(4), said.get(6), said.get(7)].every(isInt);
  if (!right) throw new Unreadable("a claim has the wrong type");
  return {
    kid: base64url(header.get(4)), message: toBeSigned(shielded, payload), signature,
    claims: {
      issuer: claims.get(1), token: claims.get(2), ends: claims.get(4), begins: claims.get(5), signedAt: claims.get(6),
      number: said.get(1), product: said.get(2), producer: said.get(3), stars: said.get(4), decision: said.get(5),
      list: said.get(6), place: said.get(7), demo: said.get(8) === true,
    },
  };
}

function head(major, length) {
  if (length < 24) return [major << 5 | length];
  if (length < 256) return [major << 5 | 24, length];
  return [major << 5 | 25, length >> 8, length & 255];
}

function toBeSigned(shielded, payload) {
  const context = new TextEncoder().encode("Signature1");
  return Uint8Array.from([0x84, ...head(3, context.length), ...context, ...head(2, shielded.length), ...shielded,
    0x40, ...head(2, payload.length), ...payload]);
}

export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Unreadable("not base64url");
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

/** Whether this key made this signature, in its one accepted form. */
export async function verifies(jwk, message, signature) {
  if (signature.length !== 64) return false;
  const s = BigInt("0x" + Array.from(signature.subarray(32), (byte) => byte.toString(16).padStart(2, "0")).join(""));
  if (s > HALF_ORDER) return false;
  const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x: jwk.x, y: jwk.y },
    { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, message);
}

/** What a code proves by itself: {proof, claims}. `at`: seconds. */
export async function verifyCode(text, keys, at, issuer) {
  let read;
  try { read = readCwt(fromBase32(codeIn(text))); }
  catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { proof: error instanceof Truncated ? "truncated" : "not_ours" };
  }
  const key = keys.find((one) => one.kid === read.kid);
  return { proof: await proofOf(read, key, at, issuer), claims: read.claims, kid: read.kid };
}

async function proofOf(read, key, at, issuer) {
  if (!key) return "unknown_key";
  if (!(await verifies(key, read.message, read.signature))) return "forged";
  if (issuer && read.claims.issuer !== issuer) return "other_issuer";
  if (key.revoked) return "key_revoked";
  if (read.claims.signedAt < key.nbf || read.claims.signedAt > key.exp) return "key_out_of_term";
  if (at < read.claims.begins) return "not_yet";
  return at >= read.claims.ends ? "expired" : "good";
}
