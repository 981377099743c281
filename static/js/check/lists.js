// What is fetched while there is a network and kept for when there is none: keys and signed status lists.

import { fromBase64url, verifies } from "./codes.js";

const CACHE = "ocop-kiem-tra-so", RECORD = "/kiem-tra/so-da-luu.json", SIZE = 131072 / 8;
const ORDER = ["revocation", "refresh", "suspension"];

/** The kept record {keys, issuer, lists: {"1/revocation": {at, bits}}}, or null. */
export async function kept() {
  const found = await (await caches.open(CACHE)).match(RECORD);
  return found ? found.json() : null;
}

/** Fetch keys and all lists, check the lists' signatures, keep them. Throws when there is no network. */
export async function refresh() {
  const keySet = await (await asked("/.well-known/jwks.json")).json();
  const index = await (await asked("/trang-thai/")).json();
  const lists = {};
  for (const one of index.lists) {
    const path = new URL(one.url).pathname;
    lists[`${one.number}/${one.purpose}`] = await openList(await (await asked(path)).text(), keySet.keys, one);
  }
  const record = { keys: keySet.keys, issuer: keySet.issuer, lists };
  await (await caches.open(CACHE)).put(RECORD, new Response(JSON.stringify(record), { headers: { "Content-Type": "application/json" } }));
  return record;
}

async function asked(path) {
  const answer = await fetch(path, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** {at, encoded} of a signed list. Error where the signature, the kind or the purpose is wrong. */
export async function openList(text, keys, wanted) {
  const [head, body, signature] = text.trim().split(".");
  const header = JSON.parse(utf8(head)), payload = JSON.parse(utf8(body));
  const key = keys.find((one) => one.kid === String(header.kid).split("#").pop());
  if (header.alg !== "ES256" || header.typ !== "vc+jwt" || !key || key.revoked) throw new Error("list not signed by a published key");
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await verifies(key, signed, fromBase64url(signature)))) throw new Error("list forged");
  const subject = payload.credentialSubject;
  if (subject.statusPurpose !== wanted.purpose || new URL(payload.id).pathname !== new URL(wanted.url).pathname) throw new Error("another list");
  await bitsOf(subject.encodedList);
  return { at: payload.iat, encoded: subject.encodedList };
}

function utf8(part) { return new TextDecoder().decode(fromBase64url(part)); }

async function bitsOf(encoded) {
  const packed = new Blob([fromBase64url(encoded.slice(1))]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bits = new Uint8Array(await new Response(packed).arrayBuffer());
  if (encoded[0] !== "u" || bits.length !== SIZE) throw new Error("not a list of this size");
  return bits;
}

/** {at, revocation, refresh, suspension} for one place; null where a list is missing. `at` is the oldest list's. */
export async function standing(record, list, place) {
  const found = { at: Infinity };
  for (const purpose of ORDER) {
    const one = record?.lists[`${list}/${purpose}`];
    if (!one || place < 0 || place >= SIZE * 8) return null;
    const bits = await bitsOf(one.encoded);
    found[purpose] = (bits[place >> 3] & (0x80 >> (place & 7))) !== 0;
    found.at = Math.min(found.at, one.at);
  }
  return found;
}

/** The rulebook's order: the strongest fact wins. */
export function statusOf(proof, bits) {
  if (bits?.revocation) return "revoked";
  if (bits?.refresh) return "superseded";
  if (proof === "not_yet" || proof === "expired") return proof;
  return bits?.suspension ? "suspended" : "valid";
}
