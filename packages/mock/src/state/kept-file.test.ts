import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Tree, writeTree } from '../../test/files.ts'
import { openGarden, plant, plantsIn, send } from '../../test/kept.ts'

let tree: Tree
let stateFile: string
beforeEach(async () => {
  tree = await writeTree()
  stateFile = tree.at('data.db')
})
afterEach(() => tree[Symbol.asyncDispose]())

test('a file keeps the data of every session from one mock to the next, with timers and clocks', async () => {
  {
    await using mock = await openGarden({ stateFile })
    const session = mock.session('mine')
    session.clock.freeze('2030-01-01T00:00:00Z')
    await plant(session, 'Aloe')
    await send(session, 'POST', '/plants/PLANT00008/water')
    await plant(mock, 'Basil')
  }
  await using mock = await openGarden({ stateFile })
  const session = mock.session('mine')
  expect([plantsIn(session), plantsIn(mock)]).toEqual([['Aloe'], ['Basil']])
  expect(session.timers()).toMatchObject([{ timer: 'dry', due: new Date('2030-01-01T00:01:00Z') }])
  expect([session.clock.now(), session.clock.running]).toEqual([new Date('2030-01-01T00:00:00Z'), false])
})

test('what was taken back is not there again', async () => {
  {
    await using mock = await openGarden({ stateFile })
    await plant(mock, 'Aloe')
    mock.reset()
    const session = mock.session('mine')
    await plant(session, 'Basil')
    session.drop()
  }
  await using mock = await openGarden({ stateFile })
  expect(plantsIn(mock)).toEqual([])
  expect(mock.sessions().map(({ name }) => name)).not.toContain('mine')
})

test('a file that cannot be used is told, and one that another mock has', async () => {
  await tree.write('data.db', 'no database')
  await expect(openGarden({ stateFile })).rejects.toThrow('data.db')
  await using first = await openGarden({ stateFile: tree.at('other.db') })
  await expect(openGarden({ stateFile: tree.at('other.db') })).rejects.toThrow('other.db')
  expect((await plant(first, 'Aloe')).status).toBe(201)
})

test('a mock that cannot listen leaves the file to others', async () => {
  await using busy = await openGarden({ listen: true })
  const port = Number(new URL(busy.url).port)
  await expect(openGarden({ stateFile, listen: true, port })).rejects.toMatchObject({ code: 'port-in-use' })
  await using mock = await openGarden({ stateFile })
  expect(plantsIn(mock)).toEqual([])
})

test('whoever needs no file does not load SQLite', async () => {
  const script = `import { createMock } from '${new URL('../mock.ts', import.meta.url).href}'
    const mock = await createMock(['chatti'], { stateful: true, listen: false })
    await mock.close()
    process.exit(process.moduleLoadList.includes('NativeModule sqlite') ? 1 : 0)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script])
  expect(await new Promise((done) => child.once('exit', done))).toBe(0)
})
