import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BuildEnvironmentOptions, build, type Plugin, type Rolldown, type UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import { injectManifest } from 'workbox-build'
import { usedProperties } from './server/pages/needed-style.ts'

const root = import.meta.dirname
/** Day of what is built, which no clock that runs well is before; the same for the same commit. */
const builtOn = dayBuilt()
const clientOut = resolve(root, '.build/client')
const serverOut = resolve(root, '.build/server')
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }

interface Worker {
  /** Its file in client/worker. */
  readonly source: string
  /** What it is built to. */
  readonly file: string
  /** What it keeps for use without a connection, and what not. */
  readonly keeps: readonly string[]
  readonly not: readonly string[]
}

const ICONS = ['icons/icon.svg', 'icons/icon-192.png']

/** The phone's: the respondent's app, never the portal, the kiosk or what helpers use. */
const PHONE_WORKER: Worker = {
  source: 'sw.ts',
  file: 'sw.js',
  keeps: ['respond/index.html', 'assets/**/*.{js,css,svg,png,webp}', 'manifest.webmanifest', ...ICONS],
  // What signs is for paired devices, whose own worker keeps it; `no-node` stands for what a browser has not.
  not: ['portal', 'assist', 'kiosk', 'signed-send', '_no-node'].map((app) => `assets/${app}-*`),
}

const KIOSK_WORKER: Worker = {
  source: 'kiosk.ts',
  file: 'sw-kiosk.js',
  keeps: ['kiosk/index.html', 'assets/kiosk-*.{js,css,svg}', ...ICONS],
  not: [],
}

const ASSIST_WORKER: Worker = {
  source: 'assist.ts',
  file: 'sw-assist.js',
  keeps: ['assist/index.html', 'assets/assist-*.{js,css,svg}', ...ICONS],
  not: [],
}

/** Builds a worker as one classic script and writes into it what must be there offline. */
function serviceWorker({ source, file, keeps, not }: Worker): Plugin {
  return {
    name: `service-worker-${file}`,
    apply: 'build',
    async closeBundle() {
      const swDest = resolve(clientOut, file)
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { 'process.env.NODE_ENV': '"production"' },
        plugins: [smallPackages()],
        build: {
          outDir: clientOut,
          emptyOutDir: false,
          lib: {
            entry: resolve(root, 'client/worker', source),
            formats: ['iife'],
            name: 'worker',
            fileName: () => file,
          },
        },
      })
      const manifest = await injectManifest({
        swSrc: swDest,
        swDest,
        globDirectory: clientOut,
        globPatterns: [...keeps],
        globIgnores: [...not, '**/*.map'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 600_000,
        manifestTransforms: [(entries) => ({ manifest: entries.map(shortRevision), warnings: [] })],
      })
      for (const warning of manifest.warnings) console.warn(warning)
    },
  }
}

/** A digest tells one content of a file from the one before it: eight characters of it do as well. */
function shortRevision<T extends { revision: string | null }>(entry: T): T {
  return { ...entry, revision: entry.revision?.slice(0, 8) ?? null }
}

/** Vite's loader of lazy files, less what the phone does not use: it preloads nothing, and all style is in one file that
 *  the page itself names (`cssCodeSplit`). The phone's first question comes 1 KB sooner. */
function smallLoader(): Plugin {
  return {
    name: 'small-loader',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'crypto' ? '\0no-node' : undefined),
    load(id) {
      // Asked for by the sealing library only where a browser's own crypto is absent; the app has stopped before that.
      if (id === '\0no-node') return 'export const webcrypto = undefined'
      if (id === '\0vite/preload-helper.js') return 'export const __vitePreload = (load) => load()'
      return undefined
    },
  }
}

/** What the client never asks of these packages, by file and class. i18next loads no files by itself here, has no
 *  developer's console, takes one language at a time, and its plural rules come from client/lib/i18n.ts. The sealing
 *  library opens nothing here and makes its keys anew: no key is derived, read or written out. The worker is told of no
 *  files later on, and has one router that stays as it is. */
const UNUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/i18next.js': {
    Logger: 'log warn error deprecate once forward clone',
    Connector: 'queueLoad loaded read prepareLoading load reload loadOne saveMissing noticeDevFallback',
    ResourceStore:
      'addNamespaces removeNamespaces deprecateDottedLng addResource addResources addResourceBundle removeResourceBundle hasResourceBundle getResourceBundle toJSON',
    PluralResolver: 'clearCache getRule getPluralFormsOfKey getSuffixes',
    LanguageUtil: 'clearCache deprecateBareCode getBestMatchFromCodes',
    Translator: 'exists getUsedParamsDetails',
    Interpolator: 'reset nest',
    I18n: 'use hydrate reloadResources getFixedT exists hasLoadedNamespace loadNamespaces loadLanguages dir cloneInstance toJSON',
  },
  '/cipherSuiteNative.js': { CipherSuiteNative: 'createRecipientContext open _keyScheduleR' },
  '/dhkem.js': { Dhkem: 'decap deriveKeyPair serializePrivateKey deserializePrivateKey importKey' },
  '/ec.js': {
    Ec: 'serializePrivateKey deserializePrivateKey importKey deriveKeyPair derivePublicKey _importJWK _deserializePkcs8Key _derivePublicKeyWithoutJwkExport',
  },
  '/workbox-routing/Router.js': { Router: 'addCacheListener setDefaultHandler setCatchHandler unregisterRoute' },
  '/workbox-precaching/PrecacheController.js': { PrecacheController: 'getCachedURLs matchPrecache' },
}

/** What is left out besides: in i18next formats in a sentence and loading again, in the worker's router word of more
 *  files and addresses told by a pattern. */
const UNUSED_TEXT: Readonly<Record<string, readonly string[]>> = {
  '/i18next.js': [
    'formatter = Formatter;',
    'hasLoadedNamespace: this.hasLoadedNamespace.bind(this),',
    'reloadResources: this.reloadResources.bind(this)',
  ],
  '/workbox-routing/utils/getOrCreateDefaultRouter.js': ['defaultRouter.addCacheListener();'],
  '/workbox-routing/registerRoute.js': ['route = new RegExpRoute(capture, handler, method);'],
}

/** Leaves out of the phone's packages what the client does not use, 6 KB: methods, which no build drops by itself, and
 *  i18next's sentences for developers. Stops the build when a version no longer has one of them. */
function smallPackages(): Plugin {
  return {
    name: 'small-packages',
    apply: 'build',
    transform(code, id) {
      // Which version of Workbox is at work, for nobody who reads it.
      if (/\/workbox-[\w-]+\/_version\.js$/.test(id)) return ''
      const file = [...Object.keys(UNUSED), ...Object.keys(UNUSED_TEXT)].find((ending) => id.endsWith(ending))
      if (!file) return undefined
      const left = Object.entries(UNUSED[file] ?? {}).reduce(
        (text, [name, methods]) => withoutMethods(this, text, name, methods),
        code,
      )
      const less = (UNUSED_TEXT[file] ?? []).reduce((text, unused) => {
        if (!text.includes(unused))
          throw new Error(`There is no "${unused}" any more: see UNUSED_TEXT in vite.config.ts`)
        return text.replace(unused, '')
      }, left)
      return file === '/i18next.js' ? quietWords(less) : less
    },
  }
}

/** i18next without what it says to developers. A call whose result nobody uses, of a function without effects, is dropped
 *  with all its sentences. Keys are never functions here and nobody asks which values were filled in, so that those calls
 *  may go the same way. */
function quietWords(code: string): string {
  const logs = /\b\w+(?:\.services)?\.logger\.(?:log|warn|error|deprecate|once)\(/g
  const others = /(?<!function )\bkeysFromSelector\(|\bthis\.getUsedParamsDetails\(/g
  const quiet = code.replace(logs, 'quiet(').replace(others, 'quiet(')
  return `/* @__NO_SIDE_EFFECTS__ */ function quiet() {}\n${quiet}`
}

type Parser = Pick<Rolldown.PluginContext, 'parse'>

function withoutMethods(parser: Parser, code: string, name: string, methods: string): string {
  const declared = parser
    .parse(code)
    .body.map((node) => (node.type === 'ExportNamedDeclaration' && node.declaration ? node.declaration : node))
  const found = declared.find((node) => node.type === 'ClassDeclaration' && node.id?.name === name)
  const members = found?.type === 'ClassDeclaration' ? found.body.body : []
  return methods.split(' ').reduceRight((text, method) => {
    const member = members.find(
      (each) => each.type === 'MethodDefinition' && each.key.type === 'Identifier' && each.key.name === method,
    )
    if (!member) throw new Error(`There is no ${name}.${method} any more: see UNUSED in vite.config.ts`)
    // Spaces keep the places of all others.
    return text.slice(0, member.start) + ' '.repeat(member.end - member.start) + text.slice(member.end)
  }, code)
}

/** Puts first names that look alike one after the other: their order means nothing, and the list is an eighth smaller
 *  on its way to the phone. */
function smallNames(): Plugin {
  return {
    name: 'small-names',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/first-names.ts')) return undefined
      return code.replace(/(?<=const NAMES = `)[^`]*/, (names) => alikeTogether(names.trim().split(/\s+/)).join(' '))
    },
  }
}

function alikeTogether(names: readonly string[]): readonly string[] {
  const left = new Set(names)
  const ordered: string[] = []
  for (let last = ''; left.size > 0; ) {
    let next = { name: '', likeness: Number.NEGATIVE_INFINITY }
    for (const name of left) {
      const likeness = 10 * Math.max(alike(name, last), alike(backwards(name), backwards(last))) - name.length
      if (likeness > next.likeness) next = { name, likeness }
    }
    last = next.name
    left.delete(last)
    ordered.push(last)
  }
  return ordered
}

const backwards = (name: string) => [...name].reverse().join('')

/** How many letters two names begin with alike. */
function alike(one: string, other: string): number {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  return at < 0 ? one.length : at
}

/** Leaves out of the phone's style the colours and sizes that only other pages use: the tokens are for all. */
function smallStyle(): Plugin {
  return {
    name: 'small-style',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
        file.source = usedProperties(String(file.source))
      }
    },
  }
}

const apps = ['respond', 'portal', 'assist', 'kiosk'] as const

/** What one app of the client is built with; `name` is its folder. */
function appBuild(name: (typeof apps)[number], files: string): BuildEnvironmentOptions {
  return {
    outDir: clientOut,
    target: ['es2022', 'chrome94', 'firefox93', 'safari15.4'],
    // The page names the files it starts with; lazy files come when they are asked for.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, loaded, { hostType }) => (hostType === 'html' ? loaded : []),
    },
    // Nothing inline: the content security policy allows only files.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { [name]: resolve(root, `client/${name}/index.html`) },
      // i18next ends with a list of names that nothing reads.
      treeshake: { propertyReadSideEffects: false },
      output: {
        entryFileNames: `assets/${files}-[hash].js`,
        chunkFileNames: `assets/${files}-[hash].js`,
        assetFileNames: `assets/${files}-[hash][extname]`,
      },
    },
  }
}

/** Builds another app by itself. In one build the apps would share files, and the phone would load what only another one
 *  uses. Its files carry its name, so that they stay out of the phone's precache. */
function otherApp(name: Exclude<(typeof apps)[number], 'respond'>): Plugin {
  return {
    name: `${name}-app`,
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        root: resolve(root, 'client'),
        publicDir: false,
        define: { __BUILT_ON__: JSON.stringify(builtOn) },
        ...(name === 'kiosk' ? { plugins: [smallLoader(), smallPackages()] } : {}),
        build: { ...appBuild(name, `${name}-[name]`), emptyOutDir: false, cssCodeSplit: name !== 'kiosk' },
      })
    },
  }
}

function dayBuilt(): string {
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%cs'], { cwd: root, encoding: 'utf8' })
  return /^\d{4}-\d\d-\d\d$/.test(stdout?.trim() ?? '') ? stdout.trim() : new Date().toISOString().slice(0, 10)
}

const workers = [PHONE_WORKER, KIOSK_WORKER, ASSIST_WORKER].map(serviceWorker)

/** Where `npm run dev` has the server. */
const api = `http://localhost:${process.env.PORT || 3000}`

const clientBuild: UserConfig = {
  root: resolve(root, 'client'),
  publicDir: resolve(root, 'client/public'),
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: { ...appBuild('respond', '[name]'), emptyOutDir: true, manifest: true, cssCodeSplit: false },
  plugins: [
    smallLoader(),
    smallPackages(),
    smallNames(),
    smallStyle(),
    ...(['portal', 'assist', 'kiosk'] as const).map(otherApp),
    ...workers,
  ],
  server: { proxy: { '/api': api, '/health': api } },
}

/** While developing, one server has both apps. */
const clientServed: UserConfig = {
  ...clientBuild,
  build: { rolldownOptions: { input: apps.map((name) => resolve(root, `client/${name}/index.html`)) } },
}

/** Prints what the Taalcheck finds in our own Dutch. It holds no build back: `survey check` does. */
function languageReport(): Plugin {
  return {
    name: 'language-report',
    apply: 'build',
    closeBundle() {
      spawnSync(process.execPath, [resolve(serverOut, 'cli.js'), 'survey', 'language'], { cwd: root, stdio: 'inherit' })
    },
  }
}

const serverBuild: UserConfig = {
  plugins: [languageReport()],
  root,
  publicDir: false,
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    ssr: true,
    outDir: serverOut,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        main: resolve(root, 'server/main.ts'),
        cli: resolve(root, 'server/cli.ts'),
        // A program of its own, since its packages are GPL: nothing of it is in the other two.
        'speech-engine': resolve(root, 'server/speech/engine.ts'),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
}

/** The bench is bundled like the server, since it measures the server's own modules. */
const benchBuild: UserConfig = {
  ...serverBuild,
  plugins: [],
  build: {
    ...serverBuild.build,
    outDir: resolve(root, '.build/bench'),
    rolldownOptions: { input: resolve(root, 'tests/bench/bench.ts'), output: { entryFileNames: '[name].js' } },
  },
}

const browserTests = ['tests/browser/**/*.test.ts', 'tests/browser/**/*.test.tsx', 'tests/faults/**/*.test.ts']

export default defineConfig(({ mode, command }) => {
  if (mode === 'server') return serverBuild
  if (mode === 'bench') return benchBuild
  if (!process.env.VITEST) return command === 'build' ? clientBuild : clientServed
  return {
    define: { __APP_VERSION__: JSON.stringify(version) },
    test: {
      maxWorkers: 2,
      // What a test waits for comes when it comes: a busy machine is no fault.
      expect: { poll: { timeout: 60_000 } },
      // Else vitest empties every style sheet, also one that the server sends as text.
      css: { include: [/\.css\?raw$/] },
      // fast-check and the browser print what a person needs to repeat a failure; vitest prints the rest.
      projects: [
        {
          extends: true,
          test: {
            name: 'rules',
            include: ['tests/**/*.test.{ts,tsx}'],
            exclude: [...browserTests, '**/node_modules/**'],
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'whole',
            include: browserTests,
            testTimeout: 180_000,
            hookTimeout: 180_000,
          },
        },
      ],
    },
  }
})
