/** What a tab of the browser keeps of the mock's data: from one page to the next, for this tab and this site alone. */

export interface Tab {
  /** Everything that is kept, by name. */
  texts(): Record<string, string>
  /** Keeps a text. Where the browser refuses, what was kept under the name is dropped, because it is no longer true. */
  keep(name: string, text: string): void
  /** Whether the browser has refused. */
  readonly isRefused: boolean
}

/** @param site address of the site's root: an origin may have several sites */
export function openTab({ pathname }: URL): Tab {
  const prefix = `parlance.data ${pathname} `
  let isRefused = false
  return {
    texts: () => attempt(() => textsIn(sessionStorage, prefix)) ?? {},
    keep(name, text) {
      isRefused = attempt(() => (sessionStorage.setItem(prefix + name, text), true)) === undefined
      if (isRefused) attempt(() => sessionStorage.removeItem(prefix + name))
    },
    get isRefused() {
      return isRefused
    },
  }
}

function textsIn(storage: Storage, prefix: string): Record<string, string> {
  const names = Object.keys(storage).filter((key) => key.startsWith(prefix))
  return Object.fromEntries(names.map((key) => [key.slice(prefix.length), storage.getItem(key) ?? '']))
}

/** Browsers throw where storage is forbidden or full. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
