/**
 * A process that changes data without end, to be killed: each request lends one book and takes back the one lent ten
 * requests before. Its argument is the state file; it says from which request on it goes on.
 */
import { openStateFile } from '../src/state/store/file.ts'
import { book, startSessions } from './worlds.ts'

const sessions = startSessions()
const file = openStateFile(process.argv[2]!, sessions, (problem) => {
  console.log(String(problem))
})
const world = sessions.world('', 'library')

function request(): number {
  return world.run(() => {
    const number = world.next('request')
    world.collection('books').put(book(`b${number}`))
    world.collection('loans').put({ number })
    world.after(3600, 'remind', { number })
    world.collection('books').delete(`b${number - 10}`)
    world.collection('loans').delete(number - 10)
    return number
  })
}

function goOn(): void {
  for (let count = 0; count < 20; count += 1) request()
  console.log('.')
  setImmediate(goOn)
}

const first = request()
file.flush()
console.log(`from ${first}`)
goOn()
