/** The whole site, as readers have it. */
import { root } from '@parlance/compiler'
import type { Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import { assemble } from '../src/assemble.ts'
import { launchChromium } from './chromium.ts'
import { scratch } from './fixture.ts'
import { type Served, serveBelow } from './served.ts'

/** The site of all providers, and a browser to look at it. */
export interface OpenSite {
  readonly folder: string
  readonly providers: Awaited<ReturnType<typeof assemble>>
  readonly browser: Browser
  /** The site alone, without a mock, below a path. */
  readonly served: Served
}

/** Assembles the site, serves it and starts a browser; all of it is gone when the tests of the file are over. */
export async function openSite(): Promise<OpenSite> {
  const folder = await scratch(afterAll)
  const providers = await assemble(root, folder)
  const served = await serveBelow(folder, '/some/path/')
  afterAll(() => void served.server.close())
  const browser = await launchChromium()
  afterAll(() => browser.close())
  return { folder, providers, browser, served }
}
