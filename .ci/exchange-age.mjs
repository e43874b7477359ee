// Encrypts and decrypts with age-encryption, for .ci/exchange.
import {readFileSync, writeFileSync} from 'node:fs'
import * as age from 'age-encryption'

const [what, key, from, to] = process.argv.slice(2)
const identity = name => readFileSync(name, 'utf8').split('\n').find(l => l.startsWith('AGE-SECRET-KEY-'))

if (what === 'hybrid') {
  const secret = await age.generateHybridIdentity()
  writeFileSync(key, secret + '\n')
  writeFileSync(from, await age.identityToRecipient(secret) + '\n')
} else if (what.startsWith('open')) {
  const d = new age.Decrypter()
  if (what === 'open') d.addIdentity(identity(key))
  else d.addPassphrase(key)
  writeFileSync(to, await d.decrypt(readFileSync(from), 'uint8array'))
} else {
  const e = new age.Encrypter()
  if (what === 'seal') e.addRecipient(key)
  else e.setPassphrase(key)
  writeFileSync(to, await e.encrypt(readFileSync(from)))
}
