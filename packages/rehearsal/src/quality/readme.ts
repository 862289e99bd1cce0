import { posix } from 'node:path'
import { isClient } from '../published.ts'
import type { Tarball } from './tarball.ts'

/** What the README of every client must have, each as a heading or text. */
const sections: [what: string, RegExp][] = [
  ['first call', /^## A first call$/m],
  ['credentials', /^## Credentials$/m],
  ['environment variables', /^## Environment variables$/m],
  ['table of operations', /^## Operations$[^]*?^\| method/m],
  ['errors', /^## Errors$/m],
  ['limits', /^## Limits$/m],
]

/** What the README of a client does not say. */
export function missingSections({ manifest, files }: Tarball): string[] {
  if (!isClient(manifest)) return []
  const text = files.get('README.md') ?? ''
  const missing = sections.filter(([, pattern]) => !pattern.test(text)).map(([what]) => what)
  return text.includes(`npm install ${manifest.name}\n`) ? missing : ['install', ...missing]
}

/** Links of the documents that lead nowhere once they stand alone, as on npm. */
export function deadLinks({ files }: Tarball): string[] {
  return [...files]
    .filter(([file]) => file.endsWith('.md'))
    .flatMap(([file, text]) =>
      linksOf(text)
        .filter((link) => !/^(https?:|mailto:|#)/.test(link))
        .filter((link) => !files.has(posix.join(posix.dirname(file), link.split('#')[0]!)))
        .map((link) => `${file}: ${link}`),
    )
}

function linksOf(text: string): string[] {
  const prose = text.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
}
