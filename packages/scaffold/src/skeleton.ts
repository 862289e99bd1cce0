/** The files of a provider that begins from nothing: one resource that is made up, marked so, and green. */
import { type Files, fillTemplates } from './templates.ts'
import { wordsOf } from './words.ts'

/** What a skeleton is told; all of it is checked before. */
export interface Skeleton {
  name: string
  title: string
  /** Address of the API, such as `https://api.acme.example/v1`. */
  server: string
}

/** Every file of a new provider, by its path from the root of the repository. */
export function skeletonOf({ name, title, server }: Skeleton): Files {
  const values = {
    ...wordsOf(name, title),
    server,
    basePath: basePathOf(server),
    workflows: 'workflows/*.arazzo.yaml ',
  }
  return { ...fillTemplates('all', values), ...fillTemplates('new', values) }
}

/** What stands before every path of an API at a server: `/v1`, or nothing. */
export function basePathOf(server: string): string {
  return new URL(server).pathname.replace(/\/$/, '')
}
