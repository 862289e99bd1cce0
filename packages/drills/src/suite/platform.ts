/** What only some platforms have. */
interface Platform {
  readonly process?: {
    getBuiltinModule?(id: string): unknown
    on?(event: string, listener: (reason: unknown) => void): void
  }
  readonly Deno?: {
    inspect(value: unknown, options?: object): string
    readonly permissions: { revoke(permission: { name: string }): Promise<unknown> }
  }
  readonly Bun?: { inspect(value: unknown, options?: object): string }
}

const { process, Deno, Bun } = globalThis as unknown as Platform

/** A module of Node, where the platform has it. */
export function builtin<Module>(id: string): Module | undefined {
  return process?.getBuiltinModule?.(id) as Module | undefined
}

/** Every way of the platform to show a value to a person. */
export function inspected(value: unknown): string[] {
  const node = builtin<{ inspect(value: unknown, options: object): string }>('node:util')
  return [
    node?.inspect(value, { depth: 20, showHidden: true, getters: true }),
    Deno?.inspect(value, { depth: 20, showHidden: true, getters: true }),
    Bun?.inspect(value, { depth: 20 }),
  ].filter((text) => text !== undefined)
}

/** Takes a permission away for good, where the platform has permissions. */
export async function revoke(name: string): Promise<void> {
  await Deno?.permissions.revoke({ name })
}

const unhandled: unknown[] = []
const note = (reason: unknown) => void unhandled.push(reason)
if (process?.on) process.on('unhandledRejection', note)
else
  globalThis.addEventListener('unhandledrejection', (event) => (event.preventDefault(), note(event.reason)))

/** The reasons of rejections that nobody handled, since the suite was loaded. */
export const unhandledRejections: readonly unknown[] = unhandled
