/** Everything that holds for what a mock with state keeps. */
import { again, apart, restored } from './apart.ts'
import { changed } from './changed.ts'
import { created } from './created.ts'
import { deleted, unknown } from './deleted.ts'
import { answered, refused, stored } from './kept.ts'
import { paged } from './paged.ts'
import type { Statement } from './statement.ts'

export const statements: readonly Statement[] = [
  created,
  changed,
  deleted,
  unknown,
  paged,
  answered,
  stored,
  refused,
  apart,
  again,
  restored,
]
