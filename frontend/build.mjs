// Builds the styles and scripts that ship in the package, and locks what went in and what came out.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = name => fileURLToPath(new URL(name, import.meta.url))
const out = here('../src/tocsin/ui/static/ui/')
const copied = ['icon.svg', 'site.webmanifest', 'LICENSES.txt', 'js-enabled.js']
const hash = path => createHash('sha256').update(readFileSync(path)).digest('hex')
const hashes = (folder, names) => Object.fromEntries(names.map(name => [name, hash(folder + name)]))

mkdirSync(out, { recursive: true })
const styles = sass.compile(here('src/app.scss'), {
  importers: [new sass.NodePackageImporter(here('.'))], style: 'compressed', quietDeps: true
})
// The library colours two states of its file picker in GOV.UK's own blue, and draws the royal crest in its footer.
const ours = styles.css.replaceAll('#1d70b8', '#0b5563').replace(/[^{}]*\{[^{}]*govuk-crest[^{}]*\}/g, '')
writeFileSync(out + 'app.css', ours + '\n')
await esbuild.build({
  entryPoints: [here('src/app.js')], outfile: out + 'app.js', bundle: true, minify: true, format: 'esm', target: 'es2018',
  nodePaths: [here('node_modules')], legalComments: 'none'
})
for (const name of copied) copyFileSync(here('src/') + name, out + name)

const inputs = ['package.json', 'package-lock.json', 'build.mjs', ...readdirSync(here('src')).sort().map(name => 'src/' + name)]
const lock = {
  versions: JSON.parse(readFileSync(here('package.json'))).devDependencies,
  inputs: hashes(here('./'), inputs),
  outputs: hashes(out, ['app.css', 'app.js', ...copied])
}
writeFileSync(out + 'ASSETS.lock', JSON.stringify(lock, null, 2) + '\n')
