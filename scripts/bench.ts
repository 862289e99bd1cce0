/** `npm run bench`: measures what a call costs, beside other clients, and brings the table in README.md up to date. */
import { bench } from '../packages/bench/src/bench.ts'
import { renderResults } from '../packages/bench/src/readme.ts'
import { readResults } from '../packages/bench/src/results.ts'
import { replaceSection, updateReadme } from './section.ts'

/** README.md as it should be, given a text of it. */
export function withBench(text: string): string {
  return replaceSection(text, 'bench', renderResults(readResults()))
}

if (import.meta.main) {
  process.exitCode = await bench(process.argv.slice(2))
  if (process.exitCode === 0) updateReadme(withBench)
}
