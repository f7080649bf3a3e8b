// Builds build/static/jiaoyun: app.css, app.js, icons.svg and favicon.svg out of assets/, the templates and the packages of package.json.
// Run by script/_setup.sh whenever one of these changed; `node assets/build.mjs` does the same by hand.
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import { DYNAMIC_CLASSES } from "./safelist.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const OUT = path.join(ROOT, "build", "static", "jiaoyun");
// The browsers of schools: 360 on Windows 7 stops at Chromium 109, many stand at 95.
const TARGET = ["chrome95", "firefox102", "safari15"];
// Functions and rules those browsers lack. esbuild cannot lower them, so a sheet that holds one is refused.
const TOO_NEW = /(?<![\w-])(?:color-mix|oklch|oklab|light-dark)\(/;
const TOO_NEW_FOR_OURS = /@layer|@container|:has\(|\d[dsl]v[hw]\b|\bsubgrid\b/;
const BUDGET = 100 * 1024;

async function filesUnder(folder, ...endings) {
  const full = path.join(ROOT, folder);
  if (!existsSync(full)) return [];
  const entries = await readdir(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

async function textsOf(files) {
  return Promise.all(files.map((file) => readFile(file, "utf8")));
}

/** Every text in which a class or an icon of ours can be named. */
async function sources() {
  const files = [
    ...(await filesUnder("templates", ".html")),
    ...(await filesUnder("jiaoyun", ".html", ".py")),
    ...(await filesUnder("assets/js", ".js")),
  ];
  return textsOf(files);
}

async function ownCss() {
  const files = await filesUnder("assets/css", ".css");
  const parts = await textsOf(files);
  parts.forEach((part, index) => {
    const fault = part.match(TOO_NEW_FOR_OURS) ?? part.match(TOO_NEW);
    if (fault) throw new Error(`${path.relative(ROOT, files[index])}: "${fault[0]}" is not known to Chromium 95`);
  });
  return parts.join("\n");
}

/** Tabler without the rules, variables and keyframes that no template, module or sheet of ours names. */
async function purgedTabler(texts, own) {
  const tabler = await readFile(path.join(ROOT, "node_modules/@tabler/core/dist/css/tabler.css"), "utf8");
  const light = tabler.replace(/\n\s*\/\*# sourceMappingURL=.*$/s, "");
  const words = (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [];
  const [result] = await new PurgeCSS().purge({
    content: texts.map((raw) => ({ raw, extension: "html" })),
    css: [{ raw: light }],
    defaultExtractor: words,
    safelist: { standard: DYNAMIC_CLASSES, variables: [...new Set(own.match(/--tblr-[\w-]+/g))], keyframes: [] },
    // There is one bright look; a dark one would be declared in our own tokens.
    blocklist: [/data-bs-theme/, /theme-dark/],
    variables: true,
    keyframes: true,
  });
  return result.css;
}

async function buildCss(texts) {
  const own = await ownCss();
  const tabler = await purgedTabler(texts, own);
  const { code, warnings } = await esbuild.transform(`${tabler}\n${own}`, {
    loader: "css", minify: true, target: TARGET, charset: "utf8", legalComments: "inline", logLevel: "silent",
  });
  const serious = warnings.filter((warning) => warning.id !== "css-syntax-error" || !warning.text.includes("hack"));
  if (serious.length) console.warn((await esbuild.formatMessages(serious, { kind: "warning" })).join("\n"));
  if (TOO_NEW.test(code)) throw new Error(`app.css holds ${code.match(TOO_NEW)[0]}…), which Chromium 95 does not know`);
  return code;
}

async function buildJs() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(ROOT, "assets/js/app.js")],
    bundle: true, minify: true, write: false, format: "iife", target: TARGET, charset: "utf8", legalComments: "eof",
  });
  return outputFiles[0].text;
}

/** Names written as {% icon "x" %}, <c-icon name="x">, icon="x" or icon: "x" in templates, modules and scripts. */
function iconNames(texts) {
  const forms = /\{%\s*icon\s+["']([a-z0-9-]+)["']|<c-icon\b[^>]*?\bname=["']([a-z0-9-]+)["']|\bicon\s*[=:]\s*["']([a-z0-9-]+)["']/g;
  const names = new Set();
  for (const text of texts) for (const found of text.matchAll(forms)) names.add(found[1] ?? found[2] ?? found[3]);
  return names;
}

/** The weight of the lines is left out: the style sheet leads, thin on tiles, strong in a tick. */
function asSymbol(name, svg) {
  const [, head, body] = svg.match(/<svg\b([^>]*)>([\s\S]*)<\/svg>/);
  const kept = [...head.matchAll(/\b(viewBox|fill|stroke|stroke-linecap|stroke-linejoin)="([^"]*)"/g)]
    .map(([, key, value]) => ` ${key}="${value}"`);
  const shapes = body.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "").replace(/>\s+</g, "><").trim();
  return `<symbol id="${name}"${kept.join("")}>${shapes}</symbol>`;
}

/** One file of all icons in use: our own assets/icons/*.svg, then Tabler's outline icons that a text names. */
async function buildIcons(texts) {
  const symbols = new Map();
  for (const file of await filesUnder("assets/icons", ".svg")) {
    const name = path.basename(file, ".svg");
    symbols.set(name, asSymbol(name, await readFile(file, "utf8")));
  }
  const missing = [];
  for (const name of [...iconNames(texts)].sort()) {
    if (symbols.has(name)) continue;
    const file = path.join(ROOT, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
    if (existsSync(file)) symbols.set(name, asSymbol(name, await readFile(file, "utf8")));
    else missing.push(name);
  }
  if (missing.length) throw new Error(`no such icon in Tabler or assets/icons: ${missing.join(", ")}`);
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...symbols.values()].join("")}</svg>\n`;
}

/** Pictures that a page links as they are, such as the favicon: assets/*.svg and assets/images. */
async function copyPictures() {
  const tops = (await readdir(path.join(ROOT, "assets"))).filter((name) => name.endsWith(".svg"));
  for (const name of tops) await put(name, await readFile(path.join(ROOT, "assets", name)));
  for (const file of await filesUnder("assets/images", ".svg", ".png", ".webp")) {
    await put(path.basename(file), await readFile(file));
  }
}

/** A server that runs meanwhile must never read half a file. */
async function put(name, text) {
  await writeFile(path.join(OUT, `${name}.new`), text);
  await rename(path.join(OUT, `${name}.new`), path.join(OUT, name));
}

async function htmxSize() {
  const libraries = path.join(ROOT, ".venv", "lib");
  if (!existsSync(libraries)) return 0;
  for (const python of await readdir(libraries)) {
    const file = path.join(libraries, python, "site-packages/django_htmx/static/django_htmx/htmx-2.min.js");
    if (existsSync(file)) return gzipSync(await readFile(file)).length;
  }
  return 0;
}

const texts = await sources();
const [css, js, icons, htmx] = await Promise.all([buildCss(texts), buildJs(), buildIcons(texts), htmxSize()]);
await mkdir(OUT, { recursive: true });
await Promise.all([put("app.css", css), put("app.js", js), put("icons.svg", icons), copyPictures()]);
const sizes = { "app.css": gzipSync(css).length, "app.js": gzipSync(js).length, htmx };
const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
const shown = Object.entries(sizes).map(([name, size]) => `${name} ${(size / 1024).toFixed(1)}`).join(" + ");
console.log(`front end: ${shown} = ${(total / 1024).toFixed(1)} KB gzip of ${BUDGET / 1024}; ${icons.split("<symbol").length - 1} icons`);
if (total > BUDGET) console.warn("front end: over the budget of 100 KB, tests/whole/test_assets.py will fail");
