/** What the console knows of a provider: written by the build, read by the page. */
import type { SampleModel, SampleOperation } from '@parlance/compiler/samples'

/** A provider, in `reference/<provider>/console.<hash>.json`. */
export interface ConsoleData extends SampleModel {
  title: string
  operations: ConsoleOperation[]
}

export interface ConsoleOperation extends Omit<SampleOperation, 'args' | 'query' | 'body'> {
  summary: string
  args: ConsoleArgument[]
  query: ConsoleArgument[]
  headers: ConsoleArgument[]
  /** The ways to send its body: as JSON, as a form, or both. Empty where it takes none. */
  bodies: ConsoleBody[]
  /** What the spec says it may answer, in the order of the spec. */
  answers: ConsoleAnswer[]
}

export interface ConsoleArgument {
  name: string
  example: unknown
  required: boolean
  writing: 'commas' | 'spread' | undefined
  kind: 'text' | 'number' | 'boolean' | 'list' | 'object'
  /** Values that are known, of which others may still be sent. */
  choices?: string[]
  /** What it is for, in one sentence of plain text. */
  hint: string
}

export interface ConsoleBody {
  mediaType: string
  /** Fields of a form that are files: name → media type, where that is known. */
  files: Record<string, string | null>
  examples: { name: string; summary?: string; value: unknown }[]
}

export interface ConsoleAnswer {
  status: number
  description: string
  /** Names of its examples; the mock answers with the one that is asked for. */
  examples: string[]
}
