/** The part of README.md that is derived from the specs: `npm run build` writes it, `npm run check` compares it. */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  bundlePath,
  type Document,
  listProviders,
  type Model,
  readModel,
  root,
  table,
} from '../packages/compiler/src/index.ts'

const file = `${root}README.md`
const section = /(<!-- providers:[^\n]*-->\n)[\s\S]*?(<!-- \/providers -->)/
const levels = ['official', 'observed', 'lineage', 'inferred'] as const

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
  const rows = listProviders().map((provider) => row(readModel(provider, readBundle(provider))))
  return table(['provider', 'client', 'operations', 'how we know them'], rows)
}

function row({ provider, title, summary, resources }: Model): string[] {
  const operations = resources.flatMap((resource) => resource.operations)
  const evidence = levels
    .map(
      (level) =>
        [level, operations.filter((operation) => operation.evidence.level === level).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count} ${level}`)
  return [
    `[${title}](specs/${provider}) — ${summary}`,
    `[\`@parlance/${provider}\`](packages/${provider})`,
    String(operations.length),
    evidence.join(', '),
  ]
}

function readBundle(provider: string): Document {
  return JSON.parse(readFileSync(bundlePath(provider), 'utf8')) as Document
}
