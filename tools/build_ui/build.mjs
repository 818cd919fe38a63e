// Compiles what the browser gets from src/codeclerk/ui/{styles,scripts} and vendor/ into src/codeclerk/ui/static/ui.
// Run: npm ci && npm run build. The results are committed, so that nobody needs Node to run or test the product.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";
import * as esbuild from "esbuild";
import wawoff2 from "wawoff2";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const ui = join(root, "src", "codeclerk", "ui");
const out = join(ui, "static", "ui");
const modules = join(here, "node_modules");
mkdirSync(join(out, "fonts"), { recursive: true });

const notice =
  "/*! Codeclerk (Apache-2.0). Contains parts of govuk-frontend 6.3.0, Copyright (c) 2017 Crown Copyright " +
  "(Government Digital Service), MIT licence: vendor/govuk-frontend/LICENSE.txt */\n";

const css = sass.compile(join(ui, "styles", "codeclerk.scss"), {
  loadPaths: [join(modules, "govuk-frontend", "dist")],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(out, "codeclerk.css"), notice + css.css.replace(/^\uFEFF/, "") + "\n");

await esbuild.build({
  entryPoints: [join(ui, "scripts", "codeclerk.js")],
  outfile: join(out, "codeclerk.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  nodePaths: [modules],
  banner: { js: notice.trim() },
  legalComments: "none",
});

for (const style of ["Regular", "Bold", "Italic", "BoldItalic"]) {
  const ttf = readFileSync(join(root, "vendor", "liberation-fonts", `LiberationSans-${style}.ttf`));
  writeFileSync(join(out, "fonts", `LiberationSans-${style}.woff2`), await wawoff2.compress(ttf));
}
