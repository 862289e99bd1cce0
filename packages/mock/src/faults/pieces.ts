/** Bodies that dribble. */

/** In how many pieces an answer dribbles. */
const pieces = 20

/** How far apart the pieces of a dribbling answer are, in milliseconds. */
export const pieceApart = 50

/** The pieces in which a body dribbles. */
export function piecesOf(body: Uint8Array): Uint8Array[] {
  const size = Math.ceil(body.length / pieces)
  const count = Math.ceil(body.length / size)
  return Array.from({ length: count }, (_, index) => body.subarray(index * size, (index + 1) * size))
}
