/** The command line of `npm run new-provider`. */
import { parseArgs } from 'node:util'
import { evidenceLevels, type EvidenceLevel } from '@parlance/compiler'
import { ScaffoldError } from './errors.ts'

/** What the command is asked for. */
export interface Arguments {
  name: string
  title: string | undefined
  server: string | undefined
  from: string | undefined
  evidence: EvidenceLevel | undefined
  source: string | undefined
  dryRun: boolean
  install: boolean
}

/** What `--help` shows. */
export const usage = `Usage: npm run new-provider -- <name> [options]

Begins a provider: specs/<name>, packages/<name> and a changeset. Nothing that exists is changed.
The name is that of its folder, package, mock prefix and docs: lower-case letters, digits and single hyphens.

  --title <text>      what the provider is called (default: made of the name, or what the document says)
  --server <url>      address of the API (default: https://api.<name>.example/v1, or what the document says)
  --from <file>       begin with an OpenAPI 3.0 or 3.1 document (YAML or JSON, in one file or several)
                      or with a Postman collection (JSON, version 2.0 or 2.1)
  --evidence <level>  how the document is known: ${evidenceLevels.join(', ')}
                      (default: official, for a collection observed)
  --source <text>     where its claims can be checked (default: the document's title and version)
  --dry-run           list the files and write none
  --no-install        do not run pnpm install afterwards
  --help              this text

Examples:
  npm run new-provider -- acme --title Acme --server https://api.acme.com/v1
  npm run new-provider -- acme --from ../acme/openapi.yaml`

/**
 * Reads the arguments.
 *
 * @returns `undefined` when help is asked for.
 * @throws {ScaffoldError} that says which argument is wrong.
 */
export function readArguments(args: string[]): Arguments | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const [name, ...more] = positionals
  if (name === undefined) throw new ScaffoldError(`A name is missing.\n\n${usage}`)
  if (more.length > 0) {
    throw new ScaffoldError(
      `One name is enough, but there is also "${more.join('", "')}": a title in several words needs quotes, --title "Acme Mail".`,
    )
  }
  for (const flag of ['evidence', 'source'] as const) {
    if (values[flag] !== undefined && values.from === undefined) {
      throw new ScaffoldError(`--${flag} says how an imported document is known, so it needs --from <file>.`)
    }
  }
  return {
    name,
    title: values.title,
    server: values.server,
    from: values.from,
    evidence: readEvidence(values.evidence),
    source: readSource(values.source),
    dryRun: values['dry-run'],
    install: !values['no-install'],
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        title: { type: 'string' },
        server: { type: 'string' },
        from: { type: 'string' },
        evidence: { type: 'string' },
        source: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'no-install': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    throw new ScaffoldError(`${(error as Error).message}\n\n${usage}`, { cause: error })
  }
}

function readEvidence(level: string | undefined): EvidenceLevel | undefined {
  if (level === undefined) return undefined
  const known = evidenceLevels.find((one) => one === level)
  if (known) return known
  throw new ScaffoldError(`--evidence takes ${evidenceLevels.join(', ')}, not "${level}".`)
}

function readSource(source: string | undefined): string | undefined {
  if (source === undefined || source.trim() !== '') return source?.trim()
  throw new ScaffoldError('--source is empty: say where the claims can be checked, such as an address.')
}
