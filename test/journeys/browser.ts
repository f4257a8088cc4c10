import { existsSync } from 'node:fs'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A real Chromium: `CHROMIUM_PATH` wins, Linux on x64 has one among the dependencies, elsewhere an installed one is used.
 *
 * @throws Error that says what to install or set.
 */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env['CHROMIUM_PATH']
  if (chosen) return chromium.launch({ executablePath: chosen })
  if (process.platform === 'linux' && process.arch === 'x64')
    return chromium.launch({
      executablePath: await packaged.executablePath(),
      args: packaged.args,
    })
  const found = installed.find((path) => existsSync(path))
  if (!found)
    throw new Error(
      'The journeys need a Chromium or Chrome. Install one, or set CHROMIUM_PATH to its program, and run npm test again.',
    )
  return chromium.launch({ executablePath: found })
}
