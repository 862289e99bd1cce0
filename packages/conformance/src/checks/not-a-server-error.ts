import { type Check, unless } from './check.ts'

export const notAServerError: Check = {
  name: 'not a server error',
  promises: 'No request, good or bad, makes the server fail.',
  kinds: 'all',
  problems({ answer }) {
    if (answer.status === 0) return [`There was no answer: ${answer.body}.`]
    return unless(answer.status < 500, () => `It answered with ${answer.status}.`)
  },
}
