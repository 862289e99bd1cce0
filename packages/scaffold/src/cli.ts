#!/usr/bin/env node
/** `parlance-new-provider`: begins a provider in this repository. */
import { resolve } from 'node:path'
import { root } from '@parlance/compiler'
import { type Arguments, readArguments, usage } from './arguments.ts'
import { ScaffoldError } from './errors.ts'
import { install } from './install.ts'
import { newProvider, partsOf } from './new-provider.ts'

try {
  const args = readArguments(process.argv.slice(2))
  if (args) await begin({ ...args, from: args.from && fromWhereAsked(args.from) })
  else console.log(usage)
} catch (error) {
  // What is no refusal is a fault of ours, and its trace helps to find it.
  const text = error instanceof ScaffoldError ? error.message : (error as Error).stack
  console.error(`✗ ${text}`)
  process.exitCode = 1
}

/** npm runs scripts in the root and says where it was called. */
function fromWhereAsked(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', file)
}

async function begin(args: Arguments): Promise<void> {
  const made = await newProvider(root, args)
  const parts = partsOf(args.name).join(' ')
  if (args.dryRun) return console.log(`${made.files.join('\n')}\n\nNothing was written: --dry-run.`)
  console.log(`✓ Made ${made.files.length} files: ${parts.replaceAll(' ', ', ')}.`)
  for (const remark of made.remarks) console.log(`  ${remark}`)
  const isInstalled = args.install && installed()
  console.log(nextSteps(args, isInstalled))
}

function installed(): boolean {
  console.log('▸ Telling pnpm of the new packages')
  if (install(root)) return true
  console.error(
    '✗ pnpm install failed for the reason above. The files are whole: when it can reach the registry, run it again.',
  )
  process.exitCode = 1
  return false
}

function nextSteps({ name, from }: Arguments, isInstalled: boolean): string {
  const steps: [string, string][] = [
    ...(isInstalled
      ? []
      : [['npx pnpm install', 'so that the workspace knows both packages'] as [string, string]]),
    from === undefined
      ? [`specs/${name}/`, 'replace what the scaffold made up; x-evidence marks it']
      : [`specs/${name}/IMPORT.md`, 'work off what the house rules still miss, then remove the file'],
    ['npm start', `the mock, the reference and the client have ${name}`],
    ['npm run lint, npm test', 'say what is wrong, where, and how to mend it'],
    [`.changeset/${name}.md`, 'say what is new, in the terms of a user'],
    ['git add -A', 'packages, lockfile, and the row that the build adds to README.md'],
  ]
  const width = Math.max(...steps.map(([what]) => what.length)) + 3
  return `
Next:
${steps.map(([what, why]) => `  ${what.padEnd(width)}${why}`).join('\n')}

The guide is "Adding a provider" in the docs. To be rid of it again: git clean -fdx ${partsOf(name).join(' ')}, and npx pnpm install.
`
}
