/** Requests as the judge gets them, when the host lets them through. */
import { parse } from 'node:querystring'
import { isJson } from '../src/encode.ts'
import type { Question } from '../src/judge/question.ts'
import { coverOf, essenceOf } from '../src/media.ts'
import { readPreference } from '../src/prefer.ts'
import type { Routes } from '../src/routes.ts'
import type { Sent } from './requests.ts'

/** The question that a request puts to the judge of its operation, or `undefined` when it never gets there. */
export function questionOf(
  routes: Routes,
  { operation, label, method, path, headers, body }: Sent,
): Question | undefined {
  const [place = '', query = ''] = path.split('?')
  const match = routes.find(method, `${operation.bases[0]}${place}`)
  const preference = readPreference(headers['prefer'], operation)
  const mediaType = !body ? undefined : essenceOf(headers['content-type'])
  if (match?.operation !== operation || typeof preference === 'string') return undefined
  if (mediaType !== undefined && coverOf(operation.mediaTypes, mediaType) === undefined) return undefined
  if (label === 'broken JSON') return undefined
  return {
    params: match.params,
    query: parse(query) as Question['query'],
    headers,
    body: mediaType !== undefined && isJson(mediaType) ? JSON.parse(body!) : body || undefined,
    mediaType,
    accept: (preference.code ?? 0) >= 400 ? undefined : headers['accept'],
    preference,
  }
}
