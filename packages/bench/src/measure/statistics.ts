/** The value in the middle; of an even number of values, the mean of the two there. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that this part of all values is below, interpolated between its neighbours. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new Error('There is no quantile of nothing.')
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  return below + (above - below) * (place - Math.floor(place))
}

/** Rounded to so many digits after the point. */
export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
