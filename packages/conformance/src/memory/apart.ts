import { isSame } from '../generate/schema.ts'
import type { Exchange } from '../checks/index.ts'
import type { Statement } from './statement.ts'
import { take, tryWalks, walk } from './walk.ts'

export const apart: Statement = {
  name: 'sessions do not see each other',
  promises:
    'Requests of one session are answered as if there were no other, whatever happens in another meanwhile.',
  try(scene) {
    return tryWalks(scene, this.name, async (steps, visit) => {
      const alone = await walk(scene, visit, steps)
      const [here, there] = [scene.enter(), scene.enter()]
      const beside: Exchange[] = []
      for (const [index, step] of steps.entries()) {
        beside.push(await take(scene, here, step))
        await take(scene, there, steps[(index * 7 + 3) % steps.length]!)
      }
      return firstOther(alone, beside, 'while another session was at work')
    })
  },
}

export const again: Statement = {
  name: 'the same requests get the same answers',
  promises: 'From the same beginning at the same time, the same requests are answered by the same bytes.',
  try(scene) {
    return tryWalks(scene, this.name, async (steps, visit) => {
      const first = await walk(scene, visit, steps)
      visit.reset()
      return firstOther(first, await walk(scene, visit, steps), 'the second time')
    })
  },
}

export const restored: Statement = {
  name: 'what is saved comes back',
  promises:
    'Once a snapshot is loaded, requests are answered as they were after it was made, whatever came in between.',
  try(scene) {
    return tryWalks(scene, this.name, async (steps, visit) => {
      const half = Math.floor(steps.length / 2)
      await walk(scene, visit, steps.slice(0, half))
      const load = visit.save()
      const first = await walk(scene, visit, steps.slice(half))
      load()
      return firstOther(first, await walk(scene, visit, steps.slice(half)), 'after the snapshot was loaded')
    })
  },
}

function firstOther(one: readonly Exchange[], other: readonly Exchange[], when: string): string | undefined {
  const index = one.findIndex(({ answer }, place) => !isSame(shown(answer), shown(other[place]!.answer)))
  if (index === -1) return undefined
  const [before, after] = [one[index]!, other[index]!].map(({ answer }) => answer)
  const place = firstDifference(before!.body, after!.body)
  return `${one[index]!.operation.id} was answered with ${before!.status} ${excerpt(before!.body, place)}, and ${when} with ${after!.status} ${excerpt(after!.body, place)}`
}

function shown({ status, headers, body }: Exchange['answer']): unknown {
  return [status, headers['location'], headers['link'], body]
}

function firstDifference(one: string, other: string): number {
  let place = 0
  while (place < one.length && one[place] === other[place]) place += 1
  return place
}

function excerpt(text: string, place: number): string {
  return `…${text.slice(Math.max(0, place - 60), place + 100)}…`
}
