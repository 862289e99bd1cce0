import { existsSync } from 'node:fs'
import { chromium as playwright } from 'playwright-core'
import type { Outcome, Setting } from '../suite/suite.ts'
import type { Runtime } from './runtimes.ts'

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/** Runs the suite in a page that the hostile server serves. */
export const chromium: Runtime = async (_, setting) => {
  const browser = await playwright.launch({ executablePath: findChromium(), args: flags, headless: true })
  try {
    const page = await browser.newPage()
    const crashes: string[] = []
    page.on('pageerror', (error) => crashes.push(String(error)))
    page.on('crash', () => crashes.push('The page crashed.'))
    await page.goto(`${setting.origin}/page.html`)
    const outcomes = await page.evaluate(run, setting)
    return { outcomes, ...(crashes.length > 0 && { crash: crashes.join('\n') }) }
  } finally {
    await browser.close()
  }
}

function findChromium(): string {
  const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  if (existsSync(path)) return path
  throw new Error(
    `Chromium is missing: there is no ${path}. Install it with \`apt-get update && apt-get install -y chromium\`, or name the program of another build in CHROMIUM.`,
  )
}

/** Is sent to the page as text, so it can use nothing from around it. See hosts/page.html. */
function run(setting: Setting): Promise<Outcome[]> {
  const { runInPage } = globalThis as unknown as { runInPage(setting: Setting): Promise<Outcome[]> }
  return runInPage(setting)
}
