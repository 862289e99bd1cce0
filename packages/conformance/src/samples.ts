/** Finds the code samples of a Markdown file: every ```ts block is a program of its own. */
import { readFileSync } from 'node:fs'

export interface Sample {
  /** `README.md:27`, where it stands. */
  place: string
  code: string
  /** What it prints, where a block without a language behind it says so. */
  output?: string | undefined
}

/** The samples of a file. `name` is what messages call it. */
export function readSamples(path: string, name: string): Sample[] {
  return readBlocks(path, name, 'ts')
}

/** The blocks of a file that are of one language. */
export function readBlocks(path: string, name: string, language: string): Sample[] {
  const text = readFileSync(path, 'utf8')
  const blocks = text.matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`\\n(?:\\n\`\`\`\\n([\\s\\S]*?)^\`\`\`$)?`, 'gm'),
  )
  return [...blocks].map(({ 1: code = '', 2: output, index }) => ({
    place: `${name}:${text.slice(0, index).split('\n').length + 1}`,
    code,
    output,
  }))
}
