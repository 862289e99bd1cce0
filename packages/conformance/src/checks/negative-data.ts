import { type Check, unless } from './check.ts'

/** What a request may be refused with that has one thing wrong: a provider may see a bad id as one that is not there. */
const refusals = new Set([400, 404, 405, 406, 411, 413, 415, 422])

export const negativeData: Check = {
  name: 'negative data rejection',
  promises:
    'Every request that breaks the contract in one place is refused, by a status that blames the request.',
  kinds: ['invalid'],
  problems: ({ answer, what }) =>
    unless(refusals.has(answer.status), () => `Though ${what}, it was answered with ${answer.status}.`),
}
