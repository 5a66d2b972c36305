import { readdirSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { downloads, reportSpeed } from './downloads.ts'
import { drainKiosk } from './drain.ts'
import { firstQuestion, type Spread } from './first-question.ts'
import { bareCommits, type Compared, ingest } from './ingest.ts'
import { kioskRun, type Weight } from './kiosk.ts'
import { root } from './processes.ts'
import { PAGES, resultsSpeed } from './results-speed.ts'
import { respondSizes } from './sizes.ts'

const say = (text: string) => console.error(`  … ${text}`)
const round = (value: number) => Math.round(value).toLocaleString('en')
const ratio = (value: number) => `${value.toFixed(2)}×`
const row = (...cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)
const only = process.argv[2]
const wanted = (part: string) => only === undefined || only === part

console.log(
  `${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}\n`,
)
if (wanted('ingest')) await measureIngest()
const sizes = process.argv.slice(3).map(Number)
if (wanted('results')) await measureResults(only === 'results' && sizes.length > 1 ? sizes : [1_000_000, 10_000_000])
const [size = 1_000_000] = only === 'downloads' || only === 'report' ? sizes : []
if (wanted('downloads')) await measureDownloads(size)
if (wanted('report')) await measureReport(size)
if (wanted('sizes')) measureSizes()
if (wanted('first-question')) await measureFirstQuestion()
// Long: only when asked for.
const kioskKind = process.argv[4] === 'whole' ? 'whole' : 'one'
if (only === 'kiosk') await measureKiosk(Number(process.argv[3] ?? 50_000), kioskKind)
if (only === 'drain') await measureDrain(Number(process.argv[3] ?? 50_000))

async function measureIngest(): Promise<void> {
  console.error('→ ingest: sealed and durable, beside a bare Express handler with the same bodies')
  const compared = await ingest(say)
  const commits = await bareCommits()
  row('ingest', 'answers/s', 'p50 ms', 'p99 ms', 'bare handler, requests/s', 'answers per bare request', 'refused')
  row('---', '---', '---', '---', '---', '---', '---')
  for (const { title, answersPerRequest, ours, bare } of compared) {
    const answers = ours.perSecond * answersPerRequest
    row(
      title,
      round(answers),
      String(ours.p50),
      String(ours.p99),
      round(bare.perSecond),
      ratio(answers / bare.perSecond),
      failures(ours),
    )
  }
  console.log(
    `\nBare better-sqlite3, synchronous=FULL: ${round(commits.singlePerSecond)} commits/s, ${round(commits.groupedPerSecond)} rows/s by 100 a commit.\n`,
  )
}

function failures(load: Compared['ours']): string {
  return String((load.statuses['non-2xx'] ?? 0) + (load.statuses.errors ?? 0))
}

async function measureResults(sizes: readonly number[]): Promise<void> {
  console.error(`→ results: what pages ask at ${sizes.map(round).join(' and ')} answers`)
  const measured = await resultsSpeed(sizes, process.env.BENCH_FOLDER, say)
  row(
    'a page asks for, ms of processor',
    ...measured.map(({ answers }) => `${round(answers)} answers`),
    'last beside the one before',
  )
  row('---', ...measured.map(() => '---'), '---')
  for (const [at, [name]] of PAGES.entries()) {
    const ms = measured.map((one) => one.ms[at] ?? Number.NaN)
    row(name, ...ms.map((one) => one.toFixed(2)), ratio((ms.at(-1) ?? Number.NaN) / (ms.at(-2) ?? Number.NaN)))
  }
  const told = (value: number | null) => (value === null ? 'kept' : round(value))
  row('longest release', ...measured.map(({ releaseMs }) => told(releaseMs)), '')
  console.log(`\nLoad at the end: ${loadavg()[0]?.toFixed(1)}\n`)
}

async function measureDownloads(answers: number): Promise<void> {
  console.error(`→ downloads: the widest query at ${round(answers)} answers`)
  const found = await downloads(answers, process.env.BENCH_FOLDER, say)
  row('downloads', 'figure')
  row('---', '---')
  row('lines of the widest query', round(found.lines))
  row('published in, ms of processor', round(found.publishMs))
  row('CSV, lines a second of processor', round(found.csvPerSecond))
  row('the same cells by csv-stringify alone', round(found.barePerSecond))
  row('ratio', ratio(found.csvPerSecond / found.barePerSecond))
  for (const [lines, mb] of found.workbookMb) row(`XLSX of ${round(lines)} lines, memory more`, `${round(mb)} MB`)
  console.log(`\nLoad at the end: ${loadavg()[0]?.toFixed(1)}\n`)
}

async function measureReport(answers: number): Promise<void> {
  console.error(`→ report: a quarterly report at ${round(answers)} answers`)
  const found = await reportSpeed(answers, process.env.BENCH_FOLDER, say)
  if (!found) return
  row('report, ms of processor', 'figures', 'whole file')
  row('---', '---', '---')
  row(`${round(answers)} answers`, round(found.figuresMs), round(found.wholeMs))
  console.log('')
}

function measureSizes(): void {
  const clientDir = join(root, '.build/client')
  const sizes = respondSizes(clientDir)
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  row('phone app, gz', 'size')
  row('---', '---')
  row('JavaScript until the first question can be answered', kb(sizes.entryJs))
  row('all JavaScript and styles, lazy parts too', kb(sizes.wholeApp))
  row('page', kb(sizes.html))
  row('files in the build', String(readdirSync(join(clientDir, 'assets')).length))
}

async function measureFirstQuestion(): Promise<void> {
  console.error('→ first question: a slow phone, beside a bare static page with the same words and picture')
  const before = loadavg()[0] ?? 0
  const { ours, bare, ratio: beside, bytes, tapP95, visits, taps } = await firstQuestion(say)
  const told = ({ low, median, high }: Spread, tell: (value: number) => string) =>
    `${tell(median)} (${tell(low)}–${tell(high)})`
  row('first question, slow phone', 'ours, ms', 'bare page, ms', 'ratio', 'bytes br', 'tap to drawn, p95 ms', 'load')
  row('---', '---', '---', '---', '---', '---', '---')
  row(
    `${visits} visits, ${taps} taps`,
    told(ours, round),
    told(bare, round),
    told(beside, ratio),
    `${round(bytes.ours)} and ${round(bytes.bare)}`,
    round(tapP95),
    `${before.toFixed(1)} → ${loadavg()[0]?.toFixed(1)}`,
  )
}

async function measureKiosk(visits: number, kind: 'whole' | 'one'): Promise<void> {
  console.error(`→ kiosk: ${round(visits)} visitors without a connection (${kind})`)
  const { warm, end, days, visitsPerSecond, unsent } = await kioskRun(visits, kind, say)
  const told = ({ heapBytes, nodes, listeners }: Weight) =>
    `${(heapBytes / 1e6).toFixed(1)} MB, ${round(nodes)} nodes, ${round(listeners)} listeners`
  row('visits', 'days by its clock', 'warm', 'end', 'visits/s', 'unsent', 'load')
  row('---', '---', '---', '---', '---', '---', '---')
  row(
    round(visits),
    days.toFixed(1),
    told(warm),
    told(end),
    visitsPerSecond.toFixed(1),
    round(unsent),
    String(loadavg()[0]?.toFixed(1)),
  )
}

async function measureDrain(envelopes: number): Promise<void> {
  console.error(`→ drain: a kiosk with ${round(envelopes)} unsent answers gets its connection back`)
  const { perSecond, serverPerSecond, frames } = await drainKiosk(envelopes, say)
  row('unsent', 'sent/s', 'server alone, answers/s', 'ratio', 'frames p50, p99, longest, ms', 'load')
  row('---', '---', '---', '---', '---', '---')
  row(
    round(envelopes),
    round(perSecond),
    round(serverPerSecond),
    ratio(perSecond / serverPerSecond),
    `${round(frames.p50)}, ${round(frames.p99)}, ${round(frames.longest)}`,
    String(loadavg()[0]?.toFixed(1)),
  )
}
