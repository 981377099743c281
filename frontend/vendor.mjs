// Copies the third-party files we ship out of node_modules and writes vendor.json.
// Run by developers only, after `npm ci` in this folder:  node vendor.mjs
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ICONS, PUBLIC } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const modules = join(here, "node_modules");
const wanted = JSON.parse(readFileSync(join(here, "package.json"), "utf8")).devDependencies;

const PACKAGES = [
  {
    name: "bootstrap", licence: "MIT", into: "static/vendor",
    // Only what we build on: element defaults, grid and utility classes. The look is ours.
    files: ["dist/css/bootstrap-reboot.min.css", "dist/css/bootstrap-grid.min.css",
            "dist/css/bootstrap-utilities.min.css", "LICENSE"],
  },
  {
    name: "@fontsource/be-vietnam-pro", licence: "OFL-1.1", into: "static/vendor",
    files: ["400", "600"].flatMap((weight) => ["latin", "vietnamese"].map(
      (subset) => `files/be-vietnam-pro-${subset}-${weight}-normal.woff2`)).concat("LICENSE"),
  },
  { name: "bootstrap-icons", licence: "MIT", into: "static/vendor", files: ["LICENSE"],
    sprites: { "icons.svg": ICONS, "public.svg": PUBLIC } },
  // Reads QR codes where the browser cannot; loaded by the scanner page only.
  { name: "jsqr", licence: "Apache-2.0", into: "static/vendor", files: ["dist/jsQR.js", "LICENSE"] },
  { name: "axe-core", licence: "MPL-2.0", into: "tests/vendor", files: ["axe.min.js", "LICENSE"] },
];

const sha384 = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

// The hashed-manifest storage would look for the map file, which we do not ship.
const withoutSourceMap = (name, bytes) =>
  name.endsWith(".css") ? Buffer.from(bytes.toString("utf8").replace(/\n?\/\*# sourceMappingURL=.*?\*\/\s*$/, "\n")) : bytes;

function sprite(names) {
  const symbols = names.map((name) => {
    const svg = readFileSync(join(modules, "bootstrap-icons/icons", `${name}.svg`), "utf8");
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 16 16">${body}</symbol>`;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
}

function vendor({ name, licence, into, files, sprites = {} }) {
  const version = wanted[name];
  const folder = `${into}/${name.split("/").at(-1)}-${version}`;
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  const hashes = {};
  const put = (file, bytes) => {
    writeFileSync(join(root, folder, file), bytes);
    hashes[`${folder}/${file}`] = sha384(bytes);
  };
  for (const file of files) put(file.split("/").at(-1), withoutSourceMap(file, readFileSync(join(modules, name, file))));
  for (const [file, names] of Object.entries(sprites)) put(file, sprite(names));
  return { name, version, licence, files: hashes };
}

const list = PACKAGES.map(vendor);
writeFileSync(join(root, "static/vendor/vendor.json"), JSON.stringify(list, null, 2) + "\n");
console.log(list.map((item) => `${item.name} ${item.version}: ${Object.keys(item.files).length} files`).join("\n"));
