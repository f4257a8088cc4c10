import { fileURLToPath } from 'node:url'

/** The browser client, bundled in memory the first time somebody asks for it. */
export interface ClientBundle {
  js(): Promise<string>
  css(): Promise<string>
}

interface Built {
  readonly js: string
  readonly css: string
}

export function clientBundle(): ClientBundle {
  let built: Promise<Built> | undefined
  const once = (): Promise<Built> => (built ??= build())
  return {
    js: async () => (await once()).js,
    css: async () => (await once()).css,
  }
}

async function build(): Promise<Built> {
  // Loaded only here: a bot under test talks to the workspace without ever needing the bundler.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../client/main.tsx', import.meta.url))],
    bundle: true,
    write: false,
    outdir: 'client',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
    logLevel: 'silent',
  })
  const find = (ending: string): string =>
    outputFiles.find((file) => file.path.endsWith(ending))?.text ?? ''
  return { js: find('.js'), css: find('.css') }
}

export function indexPage(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/client/main.css">
</head>
<body>
<div id="root"></div>
<script type="module" src="/client/main.js"></script>
</body>
</html>
`
}
