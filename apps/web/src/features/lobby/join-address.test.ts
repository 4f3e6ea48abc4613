import { describe, expect, it } from 'vitest'
import { joinAddresses, joinUrl, typedAddress } from './join-address.ts'

describe('joinAddresses', () => {
  const lan = ['http://192.168.1.20:3000', 'http://10.0.0.7:3000']

  it('puts the address of this browser first where others can use it', () => {
    expect(joinAddresses('https://tcp.school.example', lan)).toEqual(['https://tcp.school.example', ...lan])
    expect(joinAddresses('http://10.0.0.7:3000', lan)).toEqual(['http://10.0.0.7:3000', 'http://192.168.1.20:3000'])
  })

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'never shows %s to a class that has another way',
    (origin) => {
      expect(joinAddresses(origin, lan)).toEqual(lan)
    },
  )

  it('falls back to the page itself when nothing else is known', () => {
    expect(joinAddresses('http://localhost:3000', [])).toEqual(['http://localhost:3000'])
  })
})

describe('addresses as they are shown', () => {
  it('leaves out what nobody types, and puts only the code into the link', () => {
    expect(typedAddress('http://192.168.1.20:3000')).toBe('192.168.1.20:3000')
    expect(joinUrl('http://192.168.1.20:3000', 'KPT482')).toBe('http://192.168.1.20:3000/j/KPT482')
  })
})
