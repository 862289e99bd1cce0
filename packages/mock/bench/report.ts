/** Results, and the table that README.md shows. */
import type { Measured } from './compare.ts'
import type { machineFacts } from './machine.ts'
import { bare, ours, sides, stock } from './sides.ts'
import { median, type Soak } from './soak.ts'
import type { Startup } from './startup.ts'
import type { StateCost, StateLoad } from './state.ts'
import type { Kind, Subject } from './subject.ts'

type Facts = ReturnType<typeof machineFacts> & { readonly date: string }

/** One side, the medians of its rounds. */
interface Summary {
  readonly side: string
  readonly perSecond: Readonly<Record<Kind, number>>
  /** How often it answers while stock Prism answers once: the median of the ratios within each round. */
  readonly overPrism: Readonly<Record<Kind, number>>
  /** The same for bare `node:http`. */
  readonly overBare: Readonly<Record<Kind, number>>
  readonly p99: Readonly<Record<Kind, number>>
  /** Processor time for one answer, in microseconds. */
  readonly micros: Readonly<Record<Kind, number | undefined>>
  readonly readyAfter: number
  readonly megabytes: number | undefined
}

export interface Comparison {
  readonly operations: number
  readonly requests: Readonly<Record<Kind, string>>
  readonly sides: readonly Summary[]
}

export interface Results {
  readonly comparison?: Comparison & {
    readonly measured: Facts
    readonly rounds: number
    readonly startup: Startup
  }
  readonly state?: StateCost & { readonly measured: Facts; readonly rounds: number }
  readonly soak?: Soak & { readonly measured: Facts }
}

/** The medians of all rounds. Ratios are taken within a round, when the machine was as busy for both. */
export function summarize(subject: Subject, all: readonly Measured[]): Comparison {
  const requests = { get: subject.get.operation, post: subject.post.operation }
  return { operations: subject.operations, requests, sides: sides.map(({ name }) => summaryOf(name, all)) }
}

function summaryOf(side: string, all: readonly Measured[]): Summary {
  const own = all.filter((one) => one.side === side)
  const over = (other: string, kind: Kind) =>
    median(own.map((one) => one[kind].perSecond / inRound(all, other, one.round)[kind].perSecond))
  const both = <T>(of: (kind: Kind) => T) => ({ get: of('get'), post: of('post') })
  return {
    side,
    perSecond: both((kind) => Math.round(median(own.map((one) => one[kind].perSecond)))),
    overPrism: both((kind) => rounded(over(stock.name, kind))),
    overBare: both((kind) => rounded(over(bare.name, kind))),
    p99: both((kind) => median(own.map((one) => one[kind].p99))),
    micros: both((kind) => medianOf(own.map((one) => one[kind].micros))),
    readyAfter: Math.round(median(own.map((one) => one.readyAfter))),
    megabytes: medianOf(own.map(({ megabytes }) => megabytes)),
  }
}

function inRound(all: readonly Measured[], side: string, round: number): Measured {
  return all.find((one) => one.side === side && one.round === round)!
}

/** Nothing, when one of the values is unknown. */
function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length < values.length ? undefined : Math.round(median(known))
}

function rounded(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 100) / 100
}

/** The results as Markdown. */
export function tableOf({ comparison, state, soak }: Results): string {
  return [
    ...(comparison ? comparisonLines(comparison) : []),
    ...(state ? stateLines(state) : []),
    ...(soak ? [soakLine(soak)] : []),
  ].join('\n')
}

function comparisonLines(comparison: NonNullable<Results['comparison']>): string[] {
  const { measured, startup, rounds, requests, operations } = comparison
  const rows = comparison.sides.map((summary) => rowOf(summary))
  const pinned = measured.isPinned ? ', servers on one, the load on the other' : ''
  return [
    ...aligned([['', 'GET/s', '× Prism', 'POST/s', '× Prism', 'first answer after', 'memory'], ...rows]),
    '',
    `Medians of ${rounds} rounds in turns, with 16 connections: \`${requests.get}\` and \`${requests.post}\` of the ChatShipper bundle (${operations} operations).`,
    `With all ${startup.providers} providers (${startup.operations} operations) the mock answers after ${Math.round(startup.readyAfter)} ms${memoryOf(startup.megabytes)}; the slowest first answer of any operation takes ${Math.round(startup.slowest)} ms.`,
    `Measured ${measured.date} on Node ${measured.node}, ${measured.cores} cores of ${measured.cpu}${pinned}.`,
  ]
}

/** A table as the formatter would leave it: names to the left, numbers to the right. */
function aligned([head, ...rows]: string[][]): string[] {
  const widths = head!.map((_, column) =>
    Math.max(3, ...[head!, ...rows].map((cells) => cells[column]!.length)),
  )
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head!.map(pad)), line(rule), ...rows.map((cells) => line(cells.map(pad)))]
}

function rowOf({ side, perSecond, overPrism, readyAfter, megabytes }: Summary): string[] {
  const isOurs = side === ours.name
  const times = (value: number) => (isOurs ? `**${value}**` : String(value))
  return [
    side,
    thousands(perSecond.get),
    times(overPrism.get),
    thousands(perSecond.post),
    times(overPrism.post),
    `${thousands(readyAfter)} ms`,
    megabytes === undefined ? '' : `${Math.round(megabytes)} MB`,
  ]
}

function memoryOf(megabytes: number | undefined): string {
  return megabytes === undefined ? '' : ` and holds ${Math.round(megabytes)} MB`
}

const loadNames: Readonly<Record<StateLoad, string>> = {
  get: 'read one',
  list: 'a page of 25',
  post: 'create',
  patch: 'update',
}

function stateLines({
  records,
  rates,
  many,
  lists,
  measured,
  rounds,
}: NonNullable<Results['state']>): string[] {
  const kinds = Object.keys(rates) as StateLoad[]
  const rows = kinds.map((kind) => [
    loadNames[kind],
    thousands(rates[kind].perSecond),
    String(rates[kind].share),
  ])
  const choices = Object.entries(lists).map(([name, took]) => `${name} ${took}`)
  return [
    '',
    `With state, ${thousands(records)} records of every ChatShipper resource, and the share of what the mock without state does:`,
    '',
    ...aligned([['', 'per second', 'share'], ...rows]),
    '',
    `Lists of ${thousands(many)} records, median in milliseconds: ${choices.join(', ')}.`,
    `Medians of ${rounds} rounds, measured ${measured.date} on Node ${measured.node}.`,
    '',
  ]
}

function soakLine({ minutes, answers, failures, megabytes, growth }: NonNullable<Results['soak']>): string {
  const change = growth > 0 ? `${growth} MB more than` : growth < 0 ? `${-growth} MB less than` : 'as much as'
  const held = `${Math.round(megabytes.at(-1)!)} MB`
  return `After ${minutes} minutes of mixed load, ${thousands(answers)} answers and ${failures} failures, it holds ${held}; in the last quarter ${change} in the second.`
}

function thousands(value: number): string {
  return value.toLocaleString('en-US')
}

/**
 * A text with the part between `<!-- bench… -->` and `<!-- /bench -->` replaced.
 *
 * @throws {Error} when the comments are not there.
 */
export function replaceTable(text: string, content: string): string {
  const section = /(<!-- bench[^\n]*-->\n)[\s\S]*?(<!-- \/bench -->)/
  if (!section.test(text)) {
    throw new Error('README.md has no section `bench`: put its two comments back, as git has them.')
  }
  return text.replace(section, (_, start: string, end: string) => `${start}\n${content}\n\n${end}`)
}
