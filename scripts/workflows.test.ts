/** What the workflows may do. They are read from the repository, so a new one is held to the same without being listed. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../packages/compiler/src/index.ts'

// The root has no YAML parser of its own; the suite that reads the specs' verdicts has.
const { parse } = createRequire(join(root, 'packages/conformance/package.json'))('yaml') as {
  parse(text: string): unknown
}

interface Step {
  uses?: string
  run?: string
}

interface Job {
  permissions?: Permissions
  steps?: Step[]
  uses?: string
  'timeout-minutes'?: number
}

interface Workflow {
  on: unknown
  permissions?: Permissions
  concurrency?: unknown
  jobs: Record<string, Job>
}

type Permissions = string | Record<string, string>

const folder = join(root, '.github/workflows')
const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file))
const workflows = files.map((file): [string, string, Workflow] => {
  const text = readFileSync(join(folder, file), 'utf8')
  return [file, text, parse(text) as Workflow]
})

describe.each(workflows)('%s', (_file, text, workflow) => {
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, job]) => job.steps ?? [])

  test('is a workflow: it says when it runs and has jobs', () => {
    expect(workflow.on).toBeTruthy()
    expect(jobs.length).toBeGreaterThan(0)
  })

  test('pins every action by commit, with the version beside it', () => {
    expect(unpinned(text)).toEqual([])
    const named = [...jobs.map(([, job]) => job.uses), ...steps.map(({ uses }) => uses)].filter(Boolean)
    expect(text.match(/\buses:/g) ?? []).toHaveLength(named.length)
  })

  test('may do nothing but read unless a job says what else it needs', () => {
    expect(['{}', '{"contents":"read"}']).toContain(JSON.stringify(workflow.permissions))
    for (const [name, job] of jobs) expect(granted(job.permissions), name).not.toContain('all')
  })

  test('gives rights to write only to jobs that need them, never to work on a pull request', () => {
    const writing = jobs.filter(([, job]) =>
      granted(job.permissions).some((right) => right.endsWith(': write')),
    )
    const onPullRequests = triggers(workflow).includes('pull_request')
    expect(onPullRequests ? writing.map(([name]) => name) : []).toEqual([])
    expect(triggers(workflow)).not.toContain('pull_request_target')
  })

  test('writes no value of an event or a secret into a script', () => {
    expect(steps.flatMap(({ run = '' }) => run.match(/\$\{\{.*?\}\}/g) ?? [])).toEqual([])
  })

  test('ends by itself, and no two runs for the same thing meet', () => {
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined).map(([name]) => name)).toEqual([])
    expect(workflow.concurrency).toBeTruthy()
  })
})

test('one action has one version everywhere', () => {
  const all = workflows.map(([, text]) => text).join('\n')
  const pins = [...all.matchAll(/uses: (\S+?)@([0-9a-f]{40} # \S+)/g)]
  const versions = Map.groupBy(pins, ([, action]) => action)
  for (const [action, found] of versions) expect(new Set(found.map(([, , pin]) => pin)).size, action).toBe(1)
})

test.each([
  ['uses: actions/checkout@v7', 1],
  ['uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', 1],
  ['uses: "actions/checkout@main" # v7.0.1', 1],
  ['uses: docker://alpine:3', 1],
  ['uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', 0],
  ['- uses: ./.github/actions/setup', 0],
])('of %s, %i lines are not pinned', (line, count) => {
  expect(unpinned(line)).toHaveLength(count)
})

/** The lines that use an action otherwise than by its commit; those of this repository need no pin. */
function unpinned(text: string): string[] {
  const pinned = /\buses: (\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/
  return text.split('\n').filter((line) => /^\s*(- )?['"]?uses\b/.test(line) && !pinned.test(line))
}

function granted(permissions: Permissions = {}): string[] {
  if (typeof permissions === 'string') return ['all']
  return Object.entries(permissions).map(([right, level]) => `${right}: ${level}`)
}

function triggers({ on }: Workflow): string[] {
  if (typeof on === 'string') return [on]
  return Array.isArray(on) ? on.map(String) : Object.keys(on as object)
}
