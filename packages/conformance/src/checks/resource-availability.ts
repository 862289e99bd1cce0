import { type Check, unless } from './check.ts'

export const resourceAvailability: Check = {
  name: 'ensure resource availability',
  promises: 'What was created is there: reading it succeeds.',
  kinds: ['after create'],
  problems: ({ answer }) =>
    unless(answer.status < 400, () => `After it was created, reading it was answered with ${answer.status}.`),
}
