import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Files in a directory of their own, which goes when they are disposed of. */
export interface Tree extends AsyncDisposable {
  root: string
  /** The absolute path of a file. */
  at(name: string): string
  /** Writes a file, or writes it anew. */
  write(name: string, content: string | object): Promise<void>
}

/** Writes files, in folders or not; what is no text is written as JSON. */
export async function writeTree(files: Record<string, string | object> = {}): Promise<Tree> {
  const root = await mkdtemp(join(tmpdir(), 'parlance-mock-'))
  const tree: Tree = {
    root,
    at: (name) => join(root, name),
    async write(name, content) {
      const file = join(root, name)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
  for (const [name, content] of Object.entries(files)) await tree.write(name, content)
  return tree
}
