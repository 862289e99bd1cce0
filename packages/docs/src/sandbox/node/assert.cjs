/** Stands in for `node:assert`: as much as the mock's router needs. */
module.exports = function assert(isTrue, message) {
  if (!isTrue) throw new Error(message)
}
