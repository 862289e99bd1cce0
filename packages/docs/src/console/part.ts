import { createHash } from 'node:crypto'
import { type Document, type Model, operationsOf } from '@parlance/compiler'
import { html, type Html } from '../html.ts'
import { consoleData } from './data.ts'

/** What a reference has of the console: the file beside the page, and what goes into its head to load it. */
export interface ConsolePart {
  /** Name of the file. Its content is in it, so that page and data always fit. */
  name: string
  text: string
  head: Html
}

/** The console's part of a provider's reference. */
export function consolePart(model: Model, bundle: Document): ConsolePart {
  const text = JSON.stringify(consoleData(model, bundle))
  const name = `console.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`
  const ids = operationsOf(model).map(({ id }) => id)
  const head = html`<script
    type="module"
    src="../../assets/console-loader.js"
    data-console="./${name}"
    data-operations="${ids.join(' ')}"
  ></script>`
  return { name, text, head }
}
