/** Naming operations `<resource>.<verb>`: by the provider's own words where there are some, else by method and path. */
import { camelCase, pascalCase } from '@parlance/compiler'
import type { Notes } from './notes.ts'
import { operationsIn, type Place } from './operations.ts'
import { entriesAt, listAt, type Node, nodeAt, resolved, textAt } from './tree.ts'
import { webhookTags } from './webhooks.ts'

/** Members of every client, and words that make an object something else than a resource. */
const takenResources = new Set(['raw', 'limits', 'kernel', 'follow'])

/** Members that the language looks for in every object. */
const takenMembers = new Set(['constructor', 'prototype', 'then', 'toJSON', 'toString', 'valueOf'])

/** Functions that every client exports. */
const takenFunctions = ['complete', 'createKernel', 'createClient', 'limitsOf', 'follow', 'isApiError']

const good = /^[a-z][A-Za-z0-9]*$/
const isParameter = (segment: string) => segment.includes('{')

/** Gives every operation its id and its only tag, and the document the tags that are left. */
export function nameOperations(document: Node, notes: Notes): void {
  const functions = new Set(takenFunctions)
  const renamed = new Map<string, string>()
  const titles = new Map<string, string>()
  for (const place of operationsIn(document)) {
    const { operation, name } = place
    const old = textAt(operation, 'operationId')
    const tag = (operation['tags'] as unknown[] | undefined)?.find((one) => typeof one === 'string') as
      | string
      | undefined
    // An id that is given twice says nothing of the second operation.
    const id = uniqueId(document, place, renamed.has(old ?? '') ? undefined : old, tag, functions)
    const [resource = ''] = id.split('.')
    functions.add(camelCase(id.replace('.', ' ')))
    notes.rename('operation', old ?? name, id)
    if (old !== undefined && !renamed.has(old)) renamed.set(old, id)
    const others = ((operation['tags'] as unknown[] | undefined) ?? []).filter((one) => one !== tag)
    if (others.length > 0)
      notes.lose('Further tags: an operation has one, its resource', `${name}: ${others.join(', ')}`)
    operation['operationId'] = id
    operation['tags'] = [resource]
    if (!titles.has(resource)) titles.set(resource, tag ?? pascalCase(resource))
  }
  document['tags'] = tagsOf(document, titles, notes)
  renameLinks(document, renamed, notes)
}

function uniqueId(
  document: Node,
  place: Place,
  old: string | undefined,
  tag: string | undefined,
  functions: Set<string>,
): string {
  const resource = resourceOf(place, tag)
  const isFree = (verb: string) =>
    good.test(verb) && !takenMembers.has(verb) && !functions.has(camelCase(`${resource} ${verb}`))
  const [ownResource, ownVerb] = old?.split('.') ?? []
  if (ownResource === resource && ownVerb && isFree(ownVerb)) return old!
  const wanted =
    old === undefined ? pathVerb(document, place, resource) : ownVerbOf(document, place, old, resource)
  const path = place.path.split('/').filter((segment) => segment && !isParameter(segment))
  const long = camelCase(`${wanted} ${path.slice(-1).join(' ')}`)
  const longest = camelCase(`${wanted} ${path.join(' ')}`)
  const numbered = Array.from({ length: 1000 }, (_, index) => `${wanted}${index + 2}`)
  return `${resource}.${[wanted, long, longest, ...numbered].find(isFree)!}`
}

function resourceOf({ path }: Place, tag: string | undefined): string {
  const isTelling = (segment: string) =>
    segment !== '' && !isParameter(segment) && !/^(api|rest|v\d+(\.\d+)*)$/i.test(segment)
  const names = [tag ?? '', path.split('/').find(isTelling) ?? ''].map(clean)
  const name = names.find((one) => good.test(one)) ?? 'api'
  return takenResources.has(name) || takenMembers.has(name) ? `${name}Items` : name
}

/** Camel case of the letters A to Z; capitals in a row are a word. */
function clean(text: string): string {
  const words = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
  return words
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
}

/** `listPets`, `pets_list` or `getPetById` without the resource: `list`, `list`, `getById`. */
function ownVerbOf(document: Node, place: Place, old: string, resource: string): string {
  const words = splitWords(old)
  const own = new Set(splitWords(resource).flatMap(forms))
  const left = words.filter((word) => !own.has(word))
  const verb = camelCase(left.join(' '))
  if (!good.test(verb) || takenMembers.has(verb) || /^(the|a|an|by|of)?$/.test(verb))
    return pathVerb(document, place, resource)
  const lists =
    place.method === 'get' && !isParameter(place.path.split('/').at(-1)!) && isList(document, place)
  if (lists && /^(get|getAll|fetch|index|find|findAll|all|listAll)$/.test(verb)) return 'list'
  return verb === 'getById' || verb === 'getOne' || verb === 'show' ? 'get' : verb
}

function splitWords(text: string): string[] {
  const spaced = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}

/** A word in one and in many. */
function forms(word: string): string[] {
  return [
    word,
    `${word}s`,
    `${word}es`,
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
    word.replace(/ies$/, 'y'),
  ]
}

function pathVerb(document: Node, place: Place, resource: string): string {
  const { method, path } = place
  const segments = path.split('/').filter(Boolean)
  const last = segments.at(-1) ?? ''
  if (isParameter(last)) {
    return {
      get: 'get',
      put: 'replace',
      patch: 'update',
      delete: 'delete',
      post: 'create',
      head: 'check',
      options: 'options',
    }[method]
  }
  const ofCollection = {
    get: isList(document, place) ? 'list' : 'get',
    put: 'replace',
    patch: 'update',
    delete: 'deleteAll',
    post: 'create',
    head: 'check',
    options: 'options',
  }[method]
  const action = clean(last)
  const isOwn =
    splitWords(resource).flatMap(forms).includes(action.toLowerCase()) ||
    action === resource ||
    !good.test(action)
  if (isOwn) return ofCollection
  // `POST /shipments/{id}/buy` acts; `GET /shipments/{id}/events` reads what stands below.
  return method === 'post' ? action : camelCase(`${ofCollection} ${pascalCase(action)}`)
}

function isList(document: Node, { operation }: Place): boolean {
  const success = entriesAt(operation, 'responses').find(([status]) => status.startsWith('2'))?.[1]
  const media = Object.values(nodeAt(resolved(document, success), 'content') ?? {})[0]
  const schema = resolved(document, nodeAt(media, 'schema'))
  if (schema?.['type'] === 'array') return true
  const names = listAt(operation, 'parameters').map((one) => String(one['name']))
  return names.some((name) => /^(page|offset|cursor|limit|per_?page|page_?size)$/i.test(name))
}

function tagsOf(document: Node, titles: ReadonlyMap<string, string>, notes: Notes): Node[] {
  const known = listAt(document, 'tags')
  const ofWebhooks = new Set(webhookTags(document))
  const used = new Set([...titles.values(), ...ofWebhooks])
  for (const tag of known) {
    if (!used.has(String(tag['name']))) notes.lose('Tags without an operation', String(tag['name']))
  }
  const own = [...titles].map(([name, title]) => {
    const tag = known.find((one) => one['name'] === title)
    if (tag) notes.rename('tag', title, name)
    const displayName = textAt(tag, 'x-displayName') ?? title.charAt(0).toUpperCase() + title.slice(1)
    return Object.assign({}, tag, { name, 'x-displayName': displayName })
  })
  return [...own, ...known.filter(({ name }) => ofWebhooks.has(String(name)) && !titles.has(String(name)))]
}

function renameLinks(document: Node, renamed: ReadonlyMap<string, string>, notes: Notes): void {
  const holders = [
    ...operationsIn(document).flatMap(({ operation, name }) =>
      entriesAt(operation, 'responses').map(([status, one]) => [`${name} ${status}`, one] as const),
    ),
    ...entriesAt(nodeAt(document, 'components'), 'responses'),
  ]
  for (const [where, response] of holders) {
    for (const [name, link] of entriesAt(response, 'links')) {
      const id = renamed.get(String(link['operationId']))
      if (id !== undefined) link['operationId'] = id
      else if (link['operationId'] !== undefined) {
        notes.lose('Links to operations that are not there', `${where} ${name}`)
        delete nodeAt(response, 'links')![name]
      }
    }
  }
}
