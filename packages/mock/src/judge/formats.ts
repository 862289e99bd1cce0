const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const pattern = /^\d{4}-\d\d-\d\d[t\s]\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-4])(?::?[0-5]\d)?)$/i

/**
 * Whether a text is a point in time, ISO 8601 rather than RFC 3339: between date and time may be a blank, and an offset
 * may be without its colon or its minutes. Providers write all of these.
 */
export function isDateTime(text: string): boolean {
  if (!pattern.test(text)) return false
  const at = (start: number, end: number) => Number(text.slice(start, end))
  return isDate(at(0, 4), at(5, 7), at(8, 10)) && isTime(at(11, 13), at(14, 16), at(17, 19))
}

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && !isLeap ? 28 : (days[month - 1] ?? 0)
  return day >= 1 && day <= last
}

/** A leap second is one only at the end of a day. */
function isTime(hour: number, minute: number, second: number): boolean {
  return (hour <= 23 && minute <= 59 && second <= 59) || (hour === 23 && minute === 59 && second === 60)
}
