import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A key of 32 bytes: as they are, or as base64 (`openssl rand -base64 32`). */
export type EncryptionKey = string | Uint8Array

/** Encrypts with the first of its keys and decrypts with any. */
export interface Cipher {
  /** @param place - Where it will stand; it can be decrypted for no other place. */
  encrypt(text: string, place: string): string
  /** The text, or nothing when it was made with another key, for another place, or changed. */
  decrypt(sealed: string, place: string): string | undefined
}

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

/**
 * Makes a cipher: AES-256-GCM with a random nonce for each text.
 *
 * @throws {TypeError} when a key is not one; the message does not show it.
 */
export function createCipher(given: EncryptionKey | readonly EncryptionKey[]): Cipher {
  const keys = (isList(given) ? given : [given]).map(readKey)
  const [first] = keys
  if (!first) throw new TypeError('`encryptionKey` must be a key, or a list of at least one.')
  return {
    encrypt(text, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', first.bytes, nonce).setAAD(Buffer.from(place))
      const parts = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return [first.id, nonce.toString('base64url'), Buffer.concat(parts).toString('base64url')].join('.')
    },
    decrypt(sealed, place) {
      const [id, nonce = '', body = ''] = sealed.split('.')
      const key = keys.find((one) => one.id === id)
      if (!key) return undefined
      const bytes = Buffer.from(body, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(-16))
        return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}

function isList(given: EncryptionKey | readonly EncryptionKey[]): given is readonly EncryptionKey[] {
  return Array.isArray(given)
}

function readKey(given: EncryptionKey): Key {
  const bytes = typeof given === 'string' ? Buffer.from(given, 'base64') : Buffer.from(given ?? [])
  if (bytes.length !== 32) {
    throw new TypeError(
      `\`encryptionKey\` must be 32 bytes, or their base64 as \`openssl rand -base64 32\` prints it, but has ${bytes.length} bytes.`,
    )
  }
  // Tells keys apart, and nothing about them.
  const id = createHash('sha256').update('parlance key id').update(bytes).digest('hex').slice(0, 8)
  return { id, bytes }
}
