import { checks, type CheckContext } from '../checks/index.ts'
import { isSame } from '../generate/schema.ts'
import type { Records, Scene } from './scene.ts'
import { inWords, type Statement } from './statement.ts'
import { take, tryWalks } from './walk.ts'

export const answered: Statement = {
  name: 'every answer is as declared, whatever came before',
  promises:
    'After any requests in any order the next one is answered as the contract says, and never by a failure.',
  try(scene) {
    const { document, validator } = scene
    const context: CheckContext = { document, validator, keepsState: true }
    return tryWalks(scene, this.name, async (steps, visit) => {
      for (const step of steps) {
        const exchange = await take(scene, visit, step)
        const meant = checks.filter(({ kinds }) => kinds === 'all' || kinds.includes(exchange.kind))
        for (const { name, problems } of meant) {
          // What the documentation shows may have been changed or deleted on the way.
          const [problem] = name === 'positive data acceptance' ? [] : (problems(exchange, context) ?? [])
          if (problem) return `${step.operation.id} breaks "${name}": ${problem} ${inWords(exchange.answer)}`
        }
      }
      return undefined
    })
  },
}

export const stored: Statement = {
  name: 'what is kept keeps to its schema',
  promises: 'Whatever was requested, every record that is kept is what the contract says of its kind.',
  try(scene) {
    return tryWalks(scene, this.name, async (steps, visit) => {
      const before = problemIn(scene, visit.records())
      if (before) return `in the beginning ${before}`
      for (const step of steps) {
        await take(scene, visit, step)
        const problem = problemIn(scene, visit.records())
        if (problem) return problem
      }
      return undefined
    })
  },
}

function problemIn({ kinds, validator }: Scene, all: Records): string | undefined {
  for (const [name, records] of Object.entries(all)) {
    const kind = kinds.get(name)
    if (kind === undefined) continue
    for (const record of records) {
      const [problem] = validator.problems(kind, record)
      if (problem) return `there is something among ${name} that may not be: ${problem}`
    }
  }
  return undefined
}

export const refused: Statement = {
  name: 'what is refused changes nothing',
  promises: 'A request that is answered with an error leaves everything as it was.',
  try(scene) {
    return tryWalks(scene, this.name, async (steps, visit) => {
      for (const step of steps) {
        visit.advance(step.pause)
        const before = visit.records()
        const { answer } = await take(scene, visit, { ...step, pause: 0 })
        if (answer.status >= 400 && !isSame(before, visit.records()))
          return `${step.operation.id} was answered with ${inWords(answer)}, and has changed something`
      }
      return undefined
    })
  },
}
