import { describe, expect, it } from 'vitest'
import { lanAddresses, serverUrls } from '../src/addresses.ts'
import { BadEnvironment, readConfig } from '../src/config.ts'

describe('the environment', () => {
  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['HOST', 'a b'],
    ['HOST', 'http://x'],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_URL', 'nonsense'],
    ['PUBLIC_URL', 'tcp.school.example'],
    ['PUBLIC_URL', 'https://x/path'],
    ['PUBLIC_URL', 'ftp://x'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', 'all'],
  ])('%s=%s is refused, with the name of the variable and what was expected', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(BadEnvironment)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be .{10,}\\.$`))
  })

  it('never repeats a value that may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://teacher:secret@db/x' })).toThrow(
      expect.not.stringContaining('secret'),
    )
  })

  it('has a default for everything, and an empty variable is not set', () => {
    const defaults = { port: 3000, host: '0.0.0.0', dataDir: './data', logLevel: 'warn', trustedProxies: 0 }
    expect(readConfig({})).toEqual(defaults)
    expect(readConfig({ PORT: '', HOST: '', DATABASE_URL: '' })).toEqual(defaults)
  })

  it('is read', () => {
    const read = readConfig({
      PORT: '0',
      HOST: '::',
      PUBLIC_URL: 'https://tcp.school.example/',
      DATABASE_URL: 'postgres://db/x',
      LOG_LEVEL: 'silent',
    })
    expect(read).toMatchObject({
      port: 0,
      host: '::',
      publicUrl: 'https://tcp.school.example',
      databaseUrl: 'postgres://db/x',
      logLevel: 'silent',
    })
  })
})

describe('the addresses that are printed', () => {
  it('name the network of the class before containers and self-given addresses', () => {
    const cards = [
      { name: 'docker0', address: '172.17.0.1' },
      { name: 'eth1', address: '169.254.3.4' },
      { name: 'tun0', address: '10.8.0.2' },
      { name: 'eth0', address: '10.1.2.3' },
      { name: 'wlan0', address: '192.168.1.20' },
    ]
    expect(lanAddresses(cards)).toEqual(['192.168.1.20', '10.1.2.3', '169.254.3.4', '10.8.0.2', '172.17.0.1'])
  })

  it('are of this machine alone when it listens on a local address', () => {
    expect(serverUrls('127.0.0.1', 3000)).toEqual({ here: 'http://localhost:3000', lan: [] })
    expect(serverUrls('192.168.1.20', 80)).toEqual({ here: 'http://192.168.1.20:80', lan: ['http://192.168.1.20:80'] })
    expect(serverUrls('fe80::1', 3000).lan).toEqual(['http://[fe80::1]:3000'])
    expect(serverUrls('0.0.0.0', 3000, 'https://tcp.school.example').lan).toEqual(['https://tcp.school.example'])
  })
})
