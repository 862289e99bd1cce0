import { type Check, unless } from './check.ts'

export const ignoredAuth: Check = {
  name: 'ignored auth',
  promises:
    'An operation that needs credentials refuses a request without them, and one with wrong ones, by 401 or 403.',
  kinds: ['without credentials', 'wrong credentials'],
  problems: ({ answer, kind }) =>
    unless([401, 403].includes(answer.status), () => `A request ${kind} was answered with ${answer.status}.`),
}
