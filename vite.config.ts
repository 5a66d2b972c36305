import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type Plugin, type UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import { injectManifest } from 'workbox-build'

const root = import.meta.dirname
const clientOut = resolve(root, '.build/client')
const serverOut = resolve(root, '.build/server')
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }

/** Builds the worker as one classic script and writes into it what must be there offline: the respondent's app, never the portal. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async closeBundle() {
      const swDest = resolve(clientOut, 'sw.js')
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: clientOut,
          emptyOutDir: false,
          lib: {
            entry: resolve(root, 'client/worker/sw.ts'),
            formats: ['iife'],
            name: 'worker',
            fileName: () => 'sw.js',
          },
        },
      })
      const manifest = await injectManifest({
        swSrc: swDest,
        swDest,
        globDirectory: clientOut,
        globPatterns: ['respond/index.html', 'assets/**/*.{js,css,svg,png,webp}', 'manifest.webmanifest', 'icons/*'],
        globIgnores: ['assets/portal-*', '**/*.map'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 300_000,
      })
      for (const warning of manifest.warnings) console.warn(warning)
    },
  }
}

/** Vite's loader of lazy files, less what our pages do not use: it preloads nothing and fetches only a style that a
 *  lazy file brings along. The phone's first question comes 0.8 KB sooner. */
function smallLoader(): Plugin {
  return {
    name: 'small-loader',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (id !== '\0vite/preload-helper.js') return
      return `export const __vitePreload = (load, files = []) => {
        for (const file of files) {
          if (!file.endsWith('.css')) continue
          const href = '/' + file
          if (document.querySelector('link[href="' + href + '"]')) continue
          document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
        }
        return load()
      }`
    },
  }
}

/** Where `npm run dev` has the server. */
const api = `http://localhost:${process.env.PORT || 3000}`

const clientBuild: UserConfig = {
  root: resolve(root, 'client'),
  publicDir: resolve(root, 'client/public'),
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    outDir: clientOut,
    emptyOutDir: true,
    manifest: true,
    target: ['es2022', 'chrome94', 'firefox93', 'safari15.4'],
    // The page names the files it starts with; lazy files come when they are asked for.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    // Nothing inline: the content security policy allows only files.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { respond: resolve(root, 'client/respond/index.html'), portal: resolve(root, 'client/portal/index.html') },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        // Chunks that only the portal uses carry its name, so that they stay out of the phone's precache.
        chunkFileNames: (chunk) =>
          chunk.moduleIds.some((id) => id.includes('/client/portal/') || /text\/portal\./.test(id))
            ? 'assets/portal-[name]-[hash].js'
            : 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  plugins: [smallLoader(), serviceWorker()],
  server: { proxy: { '/api': api, '/health': api } },
}

const serverBuild: UserConfig = {
  root,
  publicDir: false,
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    ssr: true,
    outDir: serverOut,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: { main: resolve(root, 'server/main.ts'), cli: resolve(root, 'server/cli.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
}

/** The bench is bundled like the server, since it measures the server's own modules. */
const benchBuild: UserConfig = {
  ...serverBuild,
  build: {
    ...serverBuild.build,
    outDir: resolve(root, '.build/bench'),
    rolldownOptions: { input: resolve(root, 'tests/bench/bench.ts'), output: { entryFileNames: '[name].js' } },
  },
}

const browserTests = ['tests/browser/**/*.test.ts', 'tests/browser/**/*.test.tsx', 'tests/faults/**/*.test.ts']

export default defineConfig(({ mode }) => {
  if (mode === 'server') return serverBuild
  if (mode === 'bench') return benchBuild
  if (!process.env.VITEST) return clientBuild
  return {
    define: { __APP_VERSION__: JSON.stringify(version) },
    test: {
      maxWorkers: 2,
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
