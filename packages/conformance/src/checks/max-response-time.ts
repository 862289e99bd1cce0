import { type Check, unless } from './check.ts'

export const maxResponseTime: Check = {
  name: 'max response time',
  promises: 'No answer takes longer than the time that was asked for; nobody looks unless one was.',
  kinds: 'all',
  problems: ({ answer }, { maxResponseTime: longest }) =>
    longest === undefined
      ? undefined
      : unless(
          answer.duration <= longest,
          () => `It took ${Math.round(answer.duration)} ms, more than ${longest} ms.`,
        ),
}
