/** A Markdown table, aligned as the formatter aligns it. */
export function table(head: string[], rows: string[][]): string {
  const safe = rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')))
  const widths = head.map((cell, column) =>
    Math.max(cell.length, 3, ...safe.map((row) => row[column]!.length)),
  )
  const rule = widths.map((width) => '-'.repeat(width))
  return [head, rule, ...safe]
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`)
    .join('')
}
