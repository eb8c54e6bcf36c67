import { createECDH } from 'node:crypto'
import { expect, test } from 'vitest'
import { decrypt } from '../testing/decrypt.ts'
import { encrypt } from './encrypt.ts'

const curve = (privateKey: string) => {
  const own = createECDH('prime256v1')
  own.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  return own
}

test('gives what RFC 8291 gives in its appendix A', () => {
  const browser = curve('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94')
  const body = encrypt(
    { p256dh: browser.getPublicKey('base64url'), auth: 'BTBZMqHH6r4Tts7J_aSIgg' },
    'When I grow up, I want to be a watermelon',
    {
      own: curve('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
    },
  )
  expect(body.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

test('is new each time, and only its browser reads it', () => {
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  const auth = Buffer.alloc(16, 7)
  const target = { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') }
  const [first, second] = [encrypt(target, 'Wég dicht'), encrypt(target, 'Wég dicht')]
  expect(first.equals(second)).toBe(false)
  expect(decrypt(first, browser, auth)).toBe('Wég dicht')
  expect(() => encrypt({ ...target, p256dh: `B${'A'.repeat(86)}` }, 'x')).toThrow()
})
