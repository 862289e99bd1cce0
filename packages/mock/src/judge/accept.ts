/** Which of several media types a client would rather have: proactive negotiation, RFC 9110. */

interface Range {
  readonly type: string
  readonly subtype: string
  readonly parameters: ReadonlyMap<string, string>
  readonly quality: number
}

const pattern = /^([\w.+*!#$&^-]+)\/([\w.+*!#$&^-]+)((?:\s*;\s*[\w.-]+=(?:"[^"]*"|[^\s";]+))*)$/

/** What is taken from a client that says nothing that can be understood: JSON if there is any. */
const anything = ['application/json', '*/*'].flatMap(readRange)

/**
 * The best of the media types for an `Accept` header, or `undefined` when none will do. What is no media range is left
 * out, and nothing left means that anything goes. Parameters other than `q` decide if they can.
 */
export function bestFor(accept: string | undefined, mediaTypes: readonly string[]): string | undefined {
  const offers = mediaTypes.flatMap((mediaType) =>
    readRange(mediaType).map((range) => ({ mediaType, range })),
  )
  const read = (accept ?? '').split(',').flatMap(readRange)
  const isOpen = read.length === 0 || (accept ?? '').trim() === '*/*'
  const ranges = isOpen ? anything : read
  return best(ranges, offers) ?? best(ranges.map(bare), offers)
}

interface Offer {
  readonly mediaType: string
  readonly range: Range
}

function best(ranges: readonly Range[], offers: readonly Offer[]): string | undefined {
  const ranked = offers.flatMap((offer) => {
    const matches = ranges.map((range, order) => ({
      order,
      range,
      closeness: closenessOf(range, offer.range),
    }))
    // The closest range speaks for a media type, whatever others would say.
    const [match] = matches
      .filter(({ closeness }) => closeness >= 0)
      .toSorted((a, b) => b.closeness - a.closeness || b.range.quality - a.range.quality || a.order - b.order)
    return match && match.range.quality > 0 ? [{ ...match, mediaType: offer.mediaType }] : []
  })
  const [first] = ranked.toSorted(
    (a, b) => b.range.quality - a.range.quality || b.closeness - a.closeness || a.order - b.order,
  )
  return first?.mediaType
}

/** How closely a range describes a media type; -1 when it does not. */
function closenessOf(range: Range, offer: Range): number {
  const isType = range.type === offer.type
  const isSubtype = range.subtype === offer.subtype
  if ((!isType && range.type !== '*') || (!isSubtype && range.subtype !== '*')) return -1
  for (const [name, value] of range.parameters) {
    if (value !== '*' && value !== offer.parameters.get(name)) return -1
  }
  return (isType ? 4 : 0) + (isSubtype ? 2 : 0) + (range.parameters.size > 0 ? 1 : 0)
}

function bare(range: Range): Range {
  return { ...range, parameters: new Map() }
}

function readRange(text: string): Range[] {
  const [, type, subtype, rest = ''] = pattern.exec(text.trim().toLowerCase()) ?? []
  if (type === undefined || subtype === undefined) return []
  const parameters = new Map(
    [...rest.matchAll(/;\s*([\w.-]+)=(?:"([^"]*)"|([^\s";]+))/g)].map(
      ([, name = '', quoted, token]) => [name, quoted ?? token ?? ''] as const,
    ),
  )
  const quality = Number(parameters.get('q') ?? 1)
  parameters.delete('q')
  return [{ type, subtype, parameters, quality: Number.isNaN(quality) ? 0 : quality }]
}
