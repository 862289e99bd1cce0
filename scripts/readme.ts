/** The part of README.md that is derived from the specs: `npm run build` writes it, `npm run check` compares it. */
import {
  evidenceShares,
  listProviders,
  type Model,
  operationsOf,
  readProvider,
  table,
} from '../packages/compiler/src/index.ts'
import { replaceSection, updateReadme as update } from './section.ts'

/** README.md as it should be, given a text of it. */
export function withProviders(text: string): string {
  return replaceSection(text, 'providers', providers())
}

/** Brings the table up to date. */
export function updateReadme(): void {
  update(withProviders)
}

function providers(): string {
  const rows = listProviders().map((provider) => row(readProvider(provider).model))
  return table(['provider', 'client', 'operations', 'how we know them'], rows)
}

function row(model: Model): string[] {
  const { provider, title, summary } = model
  return [
    `[${title}](specs/${provider}) — ${summary}`,
    `[\`@parlance/${provider}\`](packages/${provider})`,
    String(operationsOf(model).length),
    evidenceShares(model)
      .map(({ level, operations }) => `${operations} ${level}`)
      .join(', '),
  ]
}
