/** The part of README.md that is derived from the specs: `npm run build` writes it, `npm run check` compares it. */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  evidenceShares,
  listProviders,
  type Model,
  operationsOf,
  readProvider,
  root,
  table,
} from '../packages/compiler/src/index.ts'

const file = `${root}README.md`
const section = /(<!-- providers:[^\n]*-->\n)[\s\S]*?(<!-- \/providers -->)/

/** README.md as it should be, given a text of it. */
export function withProviders(text: string): string {
  return text.replace(section, (_, start: string, end: string) => `${start}\n${providers()}\n${end}`)
}

/** Brings the table up to date. */
export function updateReadme(): void {
  const before = readFileSync(file, 'utf8')
  const after = withProviders(before)
  if (after !== before) writeFileSync(file, after)
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
