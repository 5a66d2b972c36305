// Draws every picture of the shared library and writes index.json beside the folders.
//   node surveys/pictures/src/build.mjs            write
//   node surveys/pictures/src/build.mjs --check    write nothing; stop with 1 when a file is not what the kit draws
import fs from 'node:fs'
import path from 'node:path'
import { faceSvg, iconSvg, scene, signSvg, tileSvg } from './kit.mjs'
import { scenes } from './scenes.mjs'
import { scenes as scenesA1 } from './scenes-a1.mjs'
import { scenes as scenesA2 } from './scenes-a2.mjs'
import { scenes as scenesA3 } from './scenes-a3.mjs'
import { choices, faces, icons, introSigns, signs, thumbs } from './signs.mjs'

const root = path.resolve(import.meta.dirname, '..')
const FOLDERS = ['scenes', 'choices', 'faces', 'signs', 'icons']
/** Bytes; a survey carries its pictures along, so each one must stay small. */
const MAX_BYTES = 4096
const FORBIDDEN = /NaN|undefined|null| id=|style|<script|<text|href/

/** Every picture as {folder, id, svg, nl, en, mirror}; `mirror` says that a right-to-left page must flip it. */
function drawAll() {
  const mirrored = new Set(['skip', 'dont-know-question'])
  const table = (folder, draw, entries) =>
    Object.entries(entries).map(([id, [body, nl, en, way]]) => (
      { folder, id, svg: draw(body), nl, en, mirror: way === 'mirror' || mirrored.has(id) }
    ))
  return [
    ...[...scenes, ...scenesA1, ...scenesA2, ...scenesA3].map(({ id, nl, en, mirror, body }) => ({ folder: 'scenes', id, svg: scene(body), nl, en, mirror: mirror === 'mirror' })),
    ...table('choices', tileSvg, choices),
    ...table('faces', faceSvg, { ...faces, ...thumbs, ...signs }),
    ...table('signs', signSvg, introSigns),
    ...table('icons', iconSvg, icons),
  ]
}

/** What is wrong with the drawings, one line each. */
function faultsOf(pictures) {
  const seen = new Set()
  return pictures.flatMap(({ folder, id, svg, nl, en }) => {
    const faults = []
    if (seen.has(id)) faults.push(`${id}: two pictures have this name`)
    seen.add(id)
    if (!/^[a-z0-9-]+$/.test(id)) faults.push(`${id}: use lower-case letters, digits and hyphens only`)
    if (!nl || !en) faults.push(`${folder}/${id}: needs an alt text in nl and en`)
    if (svg.length > MAX_BYTES) faults.push(`${folder}/${id}: ${svg.length} bytes, at most ${MAX_BYTES}`)
    if (FORBIDDEN.test(svg)) faults.push(`${folder}/${id}: holds ${FORBIDDEN.exec(svg)?.[0]}`)
    return faults
  })
}

function filesOf(pictures) {
  const index = {
    source: 'Drawn for this product with the kit in src/ (node src/build.mjs).',
    licence: 'CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)',
    pictures: pictures.map(({ folder, id, nl, en, mirror }) => ({ id, file: `${folder}/${id}.svg`, alt: { nl, en }, mirror })),
  }
  return new Map([
    ...pictures.map(({ folder, id, svg }) => [`${folder}/${id}.svg`, svg]),
    ['index.json', `${JSON.stringify(index, null, 1)}\n`],
  ])
}

function svgsOnDisk() {
  return FOLDERS.flatMap((folder) => {
    const dir = path.join(root, folder)
    return fs.existsSync(dir) ? fs.readdirSync(dir).filter((name) => name.endsWith('.svg')).map((name) => `${folder}/${name}`) : []
  })
}

function differences(files) {
  const changed = [...files].filter(([file, text]) => {
    const onDisk = path.join(root, file)
    return !fs.existsSync(onDisk) || fs.readFileSync(onDisk, 'utf8') !== text
  })
  const left = svgsOnDisk().filter((file) => !files.has(file))
  return [...changed.map(([file]) => `${file}: not as the kit draws it`), ...left.map((file) => `${file}: not drawn by the kit`)]
}

function write(files) {
  for (const file of svgsOnDisk()) if (!files.has(file)) fs.rmSync(path.join(root, file))
  for (const folder of FOLDERS) fs.mkdirSync(path.join(root, folder), { recursive: true })
  for (const [file, text] of files) fs.writeFileSync(path.join(root, file), text)
}

const pictures = drawAll()
const files = filesOf(pictures)
const check = process.argv.includes('--check')
const faults = [...faultsOf(pictures), ...(check ? differences(files) : [])]
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else if (!check) write(files)
if (faults.length === 0) console.log(`${pictures.length} pictures, largest ${Math.max(...pictures.map(({ svg }) => svg.length))} bytes`)
