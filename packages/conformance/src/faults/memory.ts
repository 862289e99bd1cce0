/** Servers that do not remember as they should. */
import type { ContractOperation } from '../requests/contract.ts'
import type { Draft } from '../requests/draft.ts'
import type { Enter, Visit } from '../memory/scene.ts'
import type { Answer } from '../suite/send.ts'
import type { Fault } from './fault.ts'

type Ask = Visit['ask']

/** A fault in how one session answers. */
function asking(
  name: string,
  caughtBy: string,
  spoil: (ask: Ask, act: () => void, visit: Visit) => Ask,
): Fault<Enter> {
  return {
    name,
    caughtBy,
    plant: (enter, act) => () => {
      const visit = enter()
      return { ...visit, ask: spoil(visit.ask, act, visit) }
    },
  }
}

/** Answers requests of a kind as the contract would, and does nothing. */
function forgetting(name: string, caughtBy: string, method: string, status: number): Fault<Enter> {
  return asking(name, caughtBy, (ask, act) => (operation, draft) => {
    if (operation.method !== method) return ask(operation, draft)
    act()
    return ask(operation, { ...draft, header: { ...draft.header, prefer: `code=${status}` } })
  })
}

/** Changes the items of lists. */
function listing(
  name: string,
  caughtBy: string,
  change: (items: unknown[], draft: Draft) => unknown[],
): Fault<Enter> {
  return asking(name, caughtBy, (ask, act) => async (operation, draft) => {
    const answer = await ask(operation, draft)
    if (!operation.isPaged || answer.status !== 200) return answer
    act()
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as unknown[], draft)) }
  })
}

const isGood = ({ status }: Answer): boolean => status < 300
const isRead = ({ method, path }: ContractOperation): boolean => method === 'GET' && path.endsWith('}')

function changing(answer: Answer, change: (body: Record<string, unknown>) => object): Answer {
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Record<string, unknown>)) }
}

const there = 'what is created is there'
const stays = 'what is changed stays changed'
const gone = 'what is deleted is gone'
const same = 'the same requests get the same answers'

export const memoryFaults: readonly Fault<Enter>[] = [
  forgetting('forgets what it made', there, 'POST', 201),
  asking('keeps something else than it was told', there, (ask, act) => (operation, draft) => {
    const { name } = (draft.body?.value ?? {}) as { name?: string }
    if (operation.method !== 'POST' || name === undefined) return ask(operation, draft)
    act()
    return ask(operation, {
      ...draft,
      body: { ...draft.body!, value: { ...(draft.body!.value as object), name: 'Weed' } },
    })
  }),
  asking('reads something else than it answered', there, (ask, act) => async (operation, draft) => {
    const answer = await ask(operation, draft)
    if (!isRead(operation) || !isGood(answer)) return answer
    act()
    return changing(answer, (body) => ({ ...body, createdAt: '2020-01-01T00:00:00.000Z' }))
  }),
  listing('lists only what it had in the beginning', there, (items) =>
    items.filter((item) => (item as { id: string }).id === 'PLANT00007'),
  ),
  asking('counts wrongly', there, (ask, act) => async (operation, draft) => {
    const answer = await ask(operation, draft)
    if (!operation.path.endsWith('count')) return answer
    act()
    return changing(answer, () => ({ count: 1 }))
  }),
  forgetting('forgets changes', stays, 'PATCH', 200),
  asking(
    'answers with a change and does not keep it',
    stays,
    (ask, act, visit) => async (operation, draft) => {
      if (operation.method !== 'PATCH') return ask(operation, draft)
      act()
      const undo = visit.save()
      const answer = await ask(operation, draft)
      undo()
      return answer
    },
  ),
  asking('changes what nobody named', stays, (ask, act) => (operation, draft) => {
    if (operation.method !== 'PATCH') return ask(operation, draft)
    act()
    const value = { tags: [], ...(draft.body?.value as object) }
    return ask(operation, { ...draft, body: { mediaType: 'application/json', value } })
  }),
  asking('lists what was there before a change', stays, (ask, act) => {
    let before: Answer | undefined
    return async (operation, draft) => {
      if (operation.method === 'PATCH') {
        const list = { ...operation, method: 'GET', path: '/plants' }
        before = await ask(list, { ...draft, path: {}, body: undefined })
      }
      if (!operation.isPaged || !before) return ask(operation, draft)
      act()
      return before
    }
  }),
  forgetting('forgets to delete', gone, 'DELETE', 204),
  asking('changes what is deleted', gone, (ask, act) => async (operation, draft) => {
    const answer = await ask(operation, draft)
    if (operation.method !== 'PATCH' || answer.status !== 404) return answer
    act()
    return { ...answer, status: 200 }
  }),
  asking('lists what is deleted', gone, (ask, act) => {
    const dead: unknown[] = []
    return async (operation, draft) => {
      if (operation.method === 'DELETE') {
        const last = await ask({ ...operation, method: 'GET' }, { ...draft, body: undefined })
        if (isGood(last)) dead.push(JSON.parse(last.body))
      }
      const answer = await ask(operation, draft)
      if (!operation.isPaged || dead.length === 0) return answer
      act()
      return { ...answer, body: JSON.stringify([...dead, ...(JSON.parse(answer.body) as unknown[])]) }
    }
  }),
  asking(
    'finds what nobody has made',
    'what nobody has made is not there',
    (ask, act) => async (operation, draft) => {
      const answer = await ask(operation, draft)
      if (!isRead(operation) || answer.status !== 404) return answer
      act()
      return { ...answer, status: 200 }
    },
  ),
  listing('loses an item of every page', 'lists are whole while they grow', (items) => items.slice(1)),
  listing('gives an item twice', 'lists are whole while they grow', (items) => [
    ...items,
    ...items.slice(0, 1),
  ]),
  listing('hides what more was added to', 'lists are whole while they grow', (items, { query }) =>
    query['page'] === undefined ? items : items.slice(0, -1),
  ),
  asking(
    'breaks down when it has kept a few',
    'every answer is as declared, whatever came before',
    (ask, act, visit) => async (operation, draft) => {
      const answer = await ask(operation, draft)
      if ((visit.records()['plants'] ?? []).length < 2) return answer
      act()
      return { ...answer, status: 500 }
    },
  ),
  {
    name: 'keeps what its schema does not allow',
    caughtBy: 'what is kept keeps to its schema',
    plant: (enter, act) => () => {
      const visit = enter()
      return {
        ...visit,
        records() {
          const { plants = [] } = visit.records()
          if (plants.length < 2) return { plants }
          act()
          return { plants: plants.map((plant) => Object.assign({}, plant, { name: null })) }
        },
      }
    },
  },
  asking('does by half what it refuses', 'what is refused changes nothing', (ask, act) => {
    let last: [ContractOperation, Draft] | undefined
    return async (operation, draft) => {
      const answer = await ask(operation, draft)
      if (operation.method === 'POST') last = [operation, draft]
      if (answer.status >= 400 && last) {
        act()
        await ask(...last)
      }
      return answer
    }
  }),
  {
    name: 'lets sessions see each other',
    caughtBy: 'sessions do not see each other',
    plant: (enter, act) => {
      let shared: Visit | undefined
      return () => {
        act()
        shared ??= enter()
        shared.reset()
        return shared
      }
    },
  },
  asking('answers by chance', same, (ask, act) => async (operation, draft) => {
    const answer = await ask(operation, draft)
    if (operation.method !== 'POST' || !isGood(answer)) return answer
    act()
    return changing(answer, (body) => ({ ...body, luck: Math.random() }))
  }),
  {
    name: 'does not begin anew',
    caughtBy: same,
    plant: (enter, act) => () => ({ ...enter(), reset: act }),
  },
  {
    name: 'forgets what was saved',
    caughtBy: 'what is saved comes back',
    plant: (enter, act) => () => ({ ...enter(), save: () => act }),
  },
]
