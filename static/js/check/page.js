// The scanner page and the offline page. Where a scanned code leads is decided here: never to a foreign address.

import { verifyCode } from "./codes.js";
import { kept, refresh, standing, statusOf } from "./lists.js";
import { readPhoto, watch } from "./scanning.js";

const page = document.querySelector("[data-check]"), $ = (name) => page.querySelector(`[data-${name}]`);
const words = Object.fromEntries(Array.from(document.getElementById("words").content.querySelectorAll("[data-key]"),
  (node) => [node.dataset.key, node.textContent]));
const OFFLINE = page.dataset.check === "offline", LIBRARY = page.dataset.library, STALE = 7 * 86400;
const SIGNED = ["good", "expired", "not_yet"];
const LOOKS = {
  valid: ["valid", "success", "patch-check-fill"], suspended: ["suspended", "official", "pause-circle-fill"],
  revoked: ["revoked", "danger", "x-octagon-fill"], expired: ["expired", "neutral", "slash-circle-fill"],
  superseded: ["expired", "neutral", "slash-circle-fill"], not_yet: ["expired", "neutral", "slash-circle-fill"],
  forged: ["forged", "danger", "x-octagon-fill"], unsure: ["unknown", "danger", "question-circle-fill"],
};
let stop = null;

const say = (key, more = "") => { $("state").textContent = words[key] + more; };
const day = (seconds) => new Date(seconds * 1000).toLocaleDateString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric" });
const moment = (seconds) => `${new Date(seconds * 1000).toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit" })} ${day(seconds)}`;

/** The path on this site that a scanned text leads to, or null for everything else in the world. */
function ownPath(text) {
  let address;
  try { address = new URL(text.trim()); } catch { return /^[2-9A-HJ-NP-Z]{28}$/i.test(text.trim()) ? `/kiem-tra/${text.trim().toUpperCase()}/` : null; }
  if (!/^https?:$/.test(address.protocol) || address.host !== location.host) return null;
  if (/^\/k\/[a-z2-7]+\/?$/i.test(address.pathname)) return `/K/${address.pathname.split("/")[2]}`;
  const token = address.pathname.match(/^\/kiem-tra\/([2-9a-z]{20,60})\/?$/i);
  return token ? `/kiem-tra/${token[1].toUpperCase()}/` : null;
}

async function found(text) {
  $("camera").hidden = true;
  const path = ownPath(text);
  if (OFFLINE) return judge(text, path);
  if (path) { say("found"); location.assign(path); return; }
  say("foreign", ` ${text.slice(0, 120)}`);
}

/** The verdict without a server. */
async function judge(text, path) {
  let record = await kept(), at = Date.now() / 1000;
  let checked = await verifyCode(text, record?.keys ?? [], at, record?.issuer);
  if (checked.proof === "unknown_key") {
    record = await refresh().catch(() => record);
    checked = await verifyCode(text, record?.keys ?? [], at, record?.issuer);
    if (checked.proof === "unknown_key" && !navigator.onLine) return show("unsure", "need_key", [words.need_key_lead]);
  }
  if (checked.proof === "not_ours" && path && !path.startsWith("/K/")) return show("unsure", "short_code", [words.short_code_lead]);
  if (checked.proof === "key_revoked") return show("unsure", "key_revoked", [words.proof_key_revoked]);
  if (!SIGNED.includes(checked.proof)) {
    const unsure = ["truncated", "not_ours"].includes(checked.proof);
    return show(unsure ? "unsure" : "forged", `fault_${checked.proof}`, [words[`proof_${checked.proof}`]]);
  }
  const bits = await standing(record, checked.claims.list, checked.claims.place).catch(() => null);
  const status = statusOf(checked.proof, bits), lines = [words[`proof_${checked.proof}`]];
  if (bits) {
    lines.push(`${words.list_of} ${moment(bits.at)}.`);
    if (at - bits.at > STALE) lines.push(words.list_old);
  } else lines.push(words.list_none);
  show(status, `status_${status}`, lines, checked.claims);
}

function show(look, word, lines, claims = null) {
  const [kind, tone, icon] = LOOKS[look], box = $("verdict");
  box.className = `verdict verdict-${kind} tone-${tone}`;
  const use = box.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${icon}`));
  $("word").textContent = words[word];
  $("lead").textContent = lines.join(" ");
  $("time").textContent = `${words.checked_at} ${moment(Date.now() / 1000)}`;
  $("facts").hidden = !claims;
  if (claims) {
    $("product").textContent = claims.product + (claims.demo ? ` (${words.demo})` : "");
    for (const name of ["producer", "number", "decision"]) $(name).textContent = claims[name];
    $("stars").textContent = `${claims.stars} ${words.stars}`;
    $("term").textContent = `${day(claims.begins)} – ${day(claims.ends - 1)}`;
  }
  box.hidden = false;
  say("done");
  box.focus();
}

async function start() {
  stop?.();
  $("camera").hidden = false;
  say("starting");
  try {
    stop = await watch($("camera"), LIBRARY, found);
    say("looking");
  } catch (error) {
    $("camera").hidden = true;
    say(error.name === "NotAllowedError" || error.name === "SecurityError" ? "refused" : "no_camera");
  }
}

async function photo(event) {
  const file = event.target.files[0];
  if (!file) return;
  say("reading");
  const text = await readPhoto(file, LIBRARY).catch(() => null);
  event.target.value = "";
  if (text) found(text); else say("nothing");
}

async function getReady() {
  if ("serviceWorker" in navigator && window.isSecureContext) {
    for (const scope of ["/kiem-tra/", "/K/"]) navigator.serviceWorker.register(page.dataset.worker, { scope });
  }
  const record = await refresh().catch(() => kept()).catch(() => null);
  const times = Object.values(record?.lists ?? {}).map((one) => one.at);
  const oldest = Math.min(...times);
  $("kept").textContent = times.length
    ? `${words.kept_of} ${moment(oldest)}.${Date.now() / 1000 - oldest > STALE ? ` ${words.list_old}` : ""}` : words.kept_none;
}

$("start").addEventListener("click", start);
$("photo").addEventListener("change", photo);
if (OFFLINE) {
  $("typed").addEventListener("submit", (event) => { event.preventDefault(); found($("text").value); });
  const ready = getReady();
  if (/^\/k\//i.test(location.pathname)) ready.then(() => found(location.href));
}
page.dataset.ready = "";
