#!/usr/bin/env node
/** `npm run conformance`: the checks, the round trip and what is remembered, as long as one likes. */
import { parseArgs } from 'node:util'
import { listProviders } from '@parlance/compiler'
import type { Finding } from './agreements/agreement.ts'
import { checks } from './checks/index.ts'
import { statements } from './memory/index.ts'
import { openScene, shipped } from './memory/scene.ts'
import { together } from './memory/statement.ts'
import { casesOf } from './requests/cases.ts'
import { describeTrip } from './round-trip/describe.ts'
import { runTrips } from './round-trip/run.ts'
import { describeFailure } from './suite/failure.ts'
import { serveTargets } from './suite/mocked.ts'
import { runChecks } from './suite/run-checks.ts'
import { createSender } from './suite/send.ts'
import { SettingError, type Settings, settingsOf, wholeNumber } from './suite/settings.ts'
import type { ProviderTally } from './suite/tally.ts'
import { credentialHeaders, type Target } from './suite/target.ts'

const help = `Usage: npm run conformance -- [options]

Sends requests made from the specs, good ones and bad ones, to the mock, and calls every operation through its client.
Whatever is not as the spec says is printed with the request as curl and as client code.

  --provider <name>         only this provider; repeatable
  --operation <id>          only this operation, such as messages.create
  --suite <name>            only checks, round-trip or memory
  --kind <kind>             only cases of this kind: ${Object.keys(casesOf).join(', ')}
  --runs <number>           how many cases of each kind an operation gets (PARLANCE_RUNS, default 20)
  --seed <number>           begin where another run did (PARLANCE_SEED); otherwise by chance
  --path <path>             only the case at this place of a run, as a failure prints it
  --max-response-time <ms>  no answer may take longer
  --origin <url>            check this server instead of the mock; it stands for the origin of the provider
  --credential <text>       the key or token for that server (PARLANCE_CREDENTIAL)
  --stateful                the mock keeps what it is told; or that server does, so that what it creates can be read
  -h, --help                show this help

Exit codes: 0 nothing found, 1 something found, 2 bad command line.
`

interface Flags {
  readonly providers: readonly string[]
  readonly settings: Settings
  readonly suite: string | undefined
  readonly origin: string | undefined
  readonly credential: string | undefined
  readonly isStateful: boolean
}

class FlagError extends Error {}

function readFlags(): Flags | undefined {
  const { values } = parseArgs({
    options: {
      provider: { type: 'string', multiple: true },
      operation: { type: 'string' },
      suite: { type: 'string' },
      kind: { type: 'string' },
      runs: { type: 'string' },
      seed: { type: 'string' },
      path: { type: 'string' },
      'max-response-time': { type: 'string' },
      origin: { type: 'string' },
      credential: { type: 'string' },
      stateful: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined
  const { provider = listProviders(), operation, kind, path, suite, origin } = values
  const isBySeed = values.seed !== undefined || process.env['PARLANCE_SEED'] !== undefined
  const usual = settingsOf()
  const settings: Settings = {
    runs: wholeNumber('--runs', values.runs, 1) ?? usual.runs,
    seed:
      wholeNumber('--seed', values.seed, 0) ?? (isBySeed ? usual.seed : Math.floor(Math.random() * 2 ** 31)),
    operation,
    kind,
    path,
    maxResponseTime: wholeNumber('--max-response-time', values['max-response-time'], 1),
  }
  const unknown = provider.find((name) => !listProviders().includes(name))
  if (unknown)
    throw new FlagError(`There is no provider ${unknown}; there are ${listProviders().join(', ')}.`)
  if (kind !== undefined && !(kind in casesOf) && kind !== 'after create')
    throw new FlagError(`There is no kind "${kind}"; there are ${Object.keys(casesOf).join(', ')}.`)
  if (suite !== undefined && !['checks', 'round-trip', 'memory'].includes(suite))
    throw new FlagError(`There is no suite "${suite}"; there are checks, round-trip and memory.`)
  if (path !== undefined && (operation === undefined || kind === undefined))
    throw new FlagError('--path is a place among the cases of one kind: give --operation and --kind with it.')
  if (origin !== undefined && provider.length !== 1)
    throw new FlagError('--origin stands for one provider: give --provider with it.')
  const credential = values.credential ?? process.env['PARLANCE_CREDENTIAL']
  return { providers: provider, settings, suite, origin, credential, isStateful: values.stateful ?? false }
}

/** A server of the user's in the place of the mock. */
function elsewhere(target: Target, { origin, credential = '', isStateful }: Flags): Target {
  if (origin === undefined) return target
  const { send } = createSender(origin)
  const credentials = credential === '' ? target.credentials : credentialHeaders(target.document, credential)
  return { ...target, origin, send, sendStrictly: send, credentials, keepsState: isStateful }
}

function row(
  name: string,
  suite: string,
  { operations, requests, accepted, refused, checks }: ProviderTally,
): string {
  const violations = Object.values(checks).reduce((sum, one) => sum + one.violations, 0)
  return `${name.padEnd(12)} ${suite.padEnd(10)} ${operations} operations, ${requests} requests: ${accepted} accepted, ${refused} refused; ${violations} violations`
}

/** Tries every statement on what the mock of a provider remembers. */
async function remember(name: string, settings: Settings): Promise<Finding> {
  await using scene = await openScene(shipped(name), settings)
  const findings: Finding[] = []
  for (const statement of statements) {
    const finding = await statement.try(scene)
    if (!finding) continue
    const problems = finding.problems.map((problem) => `${name}: "${statement.name}" is not so: ${problem}`)
    findings.push({ ...finding, problems })
  }
  return together(findings) ?? { tried: 0, problems: [] }
}

async function run(flags: Flags): Promise<number> {
  const { providers, settings, suite } = flags
  console.log(`Seed ${settings.seed}, ${settings.runs} runs.`)
  await using targets = await serveTargets(providers, flags.isStateful)
  let found = 0
  const tell = (texts: readonly string[]): void => {
    found += texts.length
    for (const text of texts) console.log(`\n${text}`)
  }
  let isKnown = false
  for (const name of providers) {
    const target = elsewhere(targets.of(name), flags)
    const { operation } = settings
    if (
      operation !== undefined &&
      !target.model.resources.some((one) => one.operations.some(({ id }) => id === operation))
    )
      continue
    isKnown = true
    if (suite === undefined || suite === 'checks') {
      const { tally, failures } = await runChecks(target, settings, checks)
      console.log(row(name, 'checks', tally))
      tell(failures.map((failure) => describeFailure(failure, target.model, target.origin)))
    }
    if (settings.kind !== undefined || flags.origin !== undefined) continue
    if (suite === undefined || suite === 'round-trip') {
      const { tally, failures } = await runTrips(target, settings)
      console.log(row(name, 'round trip', tally))
      tell(failures.map((failure) => describeTrip(failure, target)))
    }
    if (suite === 'memory' || (suite === undefined && operation === undefined && flags.isStateful)) {
      const { tried, problems } = await remember(name, settings)
      console.log(`${name.padEnd(12)} ${'memory'.padEnd(10)} ${tried} cases; ${problems.length} violations`)
      tell(problems)
    }
  }
  if (!isKnown) throw new FlagError(`No provider has an operation ${settings.operation}.`)
  return found
}

try {
  const flags = readFlags()
  if (flags) process.exitCode = (await run(flags)) > 0 ? 1 : 0
  else console.log(help)
} catch (error) {
  const isMistake =
    error instanceof FlagError ||
    error instanceof SettingError ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!isMistake) throw error
  console.error(`${(error as Error).message}\n\n${help}`)
  process.exitCode = 2
}
