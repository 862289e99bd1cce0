/** What a client must bring to be measured. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Subject } from '../subject.ts'
import type { Use } from '../uses.ts'

/** What a client may do beyond sending a request, in the order in which the tables say it. */
export const policies = ['auth refresh', 'retry', 'timeout', 'deadline', 'rate limit', 'redaction'] as const
export type Policy = (typeof policies)[number]

/** A client that is measured. Programs are ES modules; they are made in the folder the client was made in. */
export interface Contender {
  /** Name of its folder. */
  readonly id: string
  /** Name and version, as the tables show them. */
  readonly title: string
  /** Which policies are in the program, on by default or not. */
  policies(subject: Subject): readonly Policy[]
  /** Whether it comes with an API of its own, and cannot be made from a spec. */
  readonly ownApi?: boolean
  /** Makes the client from a spec in an empty folder, as ESM and declarations. Not there when it is installed. */
  make?(subject: Subject, folder: string): Promise<void>
  /** A TypeScript program that sets the client up and makes some calls. */
  program(subject: Subject, count: number): string
  /** The same for one call and one list with paging, where the client pages by itself and bundles that separately. */
  listProgram?(subject: Subject): string
  /**
   * A module that exports `connect(fetch, layers)`, which gives a function that makes the first call: with every policy
   * on that is on by default, that many layers of middleware, and the signal it is given.
   */
  driver(subject: Subject): string
  /** Whether it takes middleware. */
  readonly middleware: boolean
}

/** A client made from a spec. */
export interface Made {
  readonly contender: Contender
  readonly subject: Subject
  readonly folder: string
}

const made = new Map<string, Promise<Made>>()

/** Makes a client once in each run, from nothing, so that no result is of an older one. */
export function make(contender: Contender, subject: Subject): Promise<Made> {
  const folder = join(subject.folder, contender.id)
  const known = made.get(folder) ?? makeNow(contender, subject, folder)
  made.set(folder, known)
  return known
}

async function makeNow(contender: Contender, subject: Subject, folder: string): Promise<Made> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await contender.make?.(subject, folder)
  return { contender, subject, folder }
}

/** Code that makes each call in turn and prints what came back. */
export function printed(uses: readonly Use[], call: (use: Use) => string): string {
  return uses.map((use) => `console.log(await ${call(use)})\n`).join('')
}

/** A value in a program. */
export function code(value: unknown): string {
  return JSON.stringify(value)
}

/** Stands for a credential: long enough not to be found anywhere by chance. */
export const secret = 'bench-secret-3f9a1c'
