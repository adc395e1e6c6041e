// Bundles src/ into the one script that reports inline. The first line of the bundle holds the digest of everything it was
// made from, so that a test in Python can tell whether it was built anew.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/detente/report/assets/charts.js");
const inputs = ["build.js", "package-lock.json", "package.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)];

function digest() {
  const total = createHash("sha256");
  for (const name of inputs.sort()) total.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
  return total.digest("hex");
}

const made = await build({
  entryPoints: [join(here, "src/main.js")],
  bundle: true,
  minify: true,
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
  absWorkingDir: here,
});

// What of others is in the bundle, each with its copyright; each permission text stands once.
function packages() {
  const inner = Object.values(made.metafile.outputs)[0].inputs;
  const used = Object.entries(inner).filter(([, part]) => part.bytesInOutput > 0).map(([path]) => path);
  const names = used.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean);
  return [...new Set(names)].sort();
}

function notice(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8") : "";
  const owners = text.split("\n").map((line) => line.trim()).filter((line) => /^(the mit.*)?copyright.*\d{4}/i.test(line));
  return `${name} ${version} (${license})${owners.length ? `: ${owners.join("; ")}` : ""}`;
}

const ISC = `ISC: Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies. The software is provided
"as is" and the author disclaims all warranties with regard to this software including all implied warranties of
merchantability and fitness. In no event shall the author be liable for any special, direct, indirect, or consequential
damages or any damages whatsoever resulting from loss of use, data or profits, whether in an action of contract, negligence
or other tortious action, arising out of or in connection with the use or performance of this software.`;
const MIT = `MIT: Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to
whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission
notice shall be included in all copies or substantial portions of the Software. The software is provided "as is", without
warranty of any kind, express or implied, including but not limited to the warranties of merchantability, fitness for a
particular purpose and noninfringement. In no event shall the authors or copyright holders be liable for any claim, damages
or other liability, whether in an action of contract, tort or otherwise, arising from, out of or in connection with the
software or the use or other dealings in the software.`;
const head = `/* detente charts, made from web/ with sha256 ${digest()}\n\n${packages().map(notice).join("\n")}\n\n${ISC}\n\n${MIT}\n*/\n`;
const code = made.outputFiles[0].text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
writeFileSync(target, head + code);
console.log(`${target}: ${head.length + code.length} characters`);
