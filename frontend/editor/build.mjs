// Builds the editor: one module, one style sheet, and a manifest that names them, in target/editor/pkg. With --harness also
// a page that runs without the server, with --test the tests, with --bench the benches. Prints what the module weighs, and
// fails beyond its budget.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const OUT = join(ROOT, 'target/editor');
// Kilobytes of 1024 bytes after brotli at its highest; the module is loaded on slow lines too.
const BUDGET = 110;

const SHARED = { bundle: true, target: 'es2021', legalComments: 'none', logLevel: 'warning', absWorkingDir: HERE };

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function write(folder, name, ending, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const file = `${name}-${hash}.${ending}`;
  writeFileSync(join(folder, file), bytes);
  return file;
}

async function module() {
  const folder = join(OUT, 'pkg');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = { ...SHARED, minify: true, write: false, format: 'esm', mangleQuoted: false };
  const script = await build({ ...options, entryPoints: ['source/main.ts'], define: { 'process.env.NODE_ENV': '"production"' } });
  const style = await build({ ...options, entryPoints: ['source/editor.css'] });
  const [js, css] = [script.outputFiles[0].contents, style.outputFiles[0].contents];
  const manifest = { script: write(folder, 'editor', 'js', js), style: write(folder, 'editor', 'css', css) };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest)}\n`);
  const weight = brotli(js);
  console.log(`module: ${js.length} bytes, ${weight} after brotli (${(weight / 1024).toFixed(1)} of ${BUDGET} KB); style: ${css.length} bytes, ${brotli(css)} after brotli`);
  if (weight > BUDGET * 1024) {
    console.error(`the module is heavier than ${BUDGET} KB`);
    process.exitCode = 1;
  }
  return manifest;
}

/** The words of the interface, as the page's Rust source holds them: name, Vietnamese, English. */
export function words() {
  const source = readFileSync(join(ROOT, 'app/src/text/editing.rs'), 'utf8');
  const line = /^ {4}(\w+): ("(?:[^"\\]|\\.)*"), ("(?:[^"\\]|\\.)*");$/gmu;
  return Object.fromEntries([...source.matchAll(line)].map(([, name, vi, en]) => [name, { vi: JSON.parse(vi), en: JSON.parse(en) }]));
}

async function harness(manifest) {
  const folder = join(OUT, 'harness');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({ ...SHARED, entryPoints: [join(ROOT, 'style/main.css')], outfile: join(folder, 'site.css'), loader: { '.woff2': 'file' } });
  await build({
    ...SHARED,
    entryPoints: ['harness/server.ts'],
    outfile: join(folder, 'server.mjs'),
    platform: 'node',
    format: 'esm',
    packages: 'external',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    packages: 'bundle',
  });
  const plan = JSON.parse(readFileSync(join(HERE, 'page.json'), 'utf8'));
  const template = readFileSync(join(HERE, 'harness/page.html'), 'utf8');
  writeFileSync(join(folder, 'data.json'), JSON.stringify({ manifest, words: words(), plan, template }));
  console.log('harness: target/editor/harness; node target/editor/harness/server.mjs');
}

/** What runs in Node: the tests, or the benches. */
async function programs(from, ending) {
  const folder = join(OUT, from);
  rmSync(folder, { recursive: true, force: true });
  const entries = readdirSync(join(HERE, from)).filter((name) => name.endsWith(ending));
  const own = (name) => [name, join(HERE, 'node_modules', name)];
  await build({
    ...SHARED,
    target: 'node20',
    entryPoints: entries.map((name) => `${from}/${name}`),
    outbase: from,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    // The random documents and edits of prose's own tests are used here as well, over the same libraries.
    alias: Object.fromEntries(['prosemirror-model', 'prosemirror-transform', 'prosemirror-collab'].map(own)),
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    define: { REPOSITORY: JSON.stringify(ROOT) },
    sourcemap: 'inline',
  });
}

const wants = new Set(process.argv.slice(2));
if (wants.has('--test')) await programs('test', '.test.ts');
else if (wants.has('--bench')) await programs('bench', '.ts');
else {
  const manifest = await module();
  if (wants.has('--harness')) await harness(manifest);
}
